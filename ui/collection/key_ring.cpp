// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/key_ring.h"

#include <qt6keychain/keychain.h>

#include <utility>

namespace framescope::ui {

namespace {

const QString Service = QStringLiteral("Framescope");

QString keyOf(const QString& collection, const QString& name)
{
    return collection + QLatin1Char('#') + name;
}

} // namespace

KeyRing::KeyRing(bool forgets, QObject* parent) : QObject(parent), lasting_(!forgets) {}

template <class Job>
void KeyRing::run(Job* job, const QString& collection, const QString& name,
                  std::function<void(Job&)> then)
{
    job->setKey(keyOf(collection, name));
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this, [this, job, then = std::move(then)] {
        const QKeychain::Error error = job->error();
        if (error != QKeychain::NoError && error != QKeychain::EntryNotFound) {
            lasting_ = false; // locked, or gone
        }
        then(*job);
    });
    job->start(); // deletes itself
}

void KeyRing::get(const QString& collection, const QString& name, Got got)
{
    std::optional<QString> known;
    memory_.get(collection, name,
                [&known](const Result<std::optional<QString>>& found) { known = *found; });
    if (known || !lasting_) {
        got(known);
        return;
    }
    using Read = QKeychain::ReadPasswordJob;
    run<Read>(new Read(Service), collection, name, [got = std::move(got)](Read& job) {
        got(job.error() == QKeychain::NoError ? std::optional(job.textData()) : std::nullopt);
    });
}

void KeyRing::set(const QString& collection, const QString& name, const QString& value, Done done)
{
    memory_.set(collection, name, value, [](const Result<void>&) {});
    if (!lasting_) {
        done({});
        return;
    }
    using Write = QKeychain::WritePasswordJob;
    auto* job = new Write(Service);
    job->setTextData(value);
    run<Write>(job, collection, name, [done = std::move(done)](Write& job) {
        done(job.error() == QKeychain::NoError
                 ? Result<void>()
                 : failure("the key ring of the system did not take it: " +
                               job.errorString().toStdString(),
                           {}, "after that, it is asked for when a connection uses it"));
    });
}

void KeyRing::remove(const QString& collection, const QString& name, Done done)
{
    memory_.remove(collection, name, [](const Result<void>&) {});
    if (!lasting_) {
        done({});
        return;
    }
    using Delete = QKeychain::DeletePasswordJob;
    run<Delete>(new Delete(Service), collection, name,
                [done = std::move(done)](Delete&) { done({}); });
}

} // namespace framescope::ui
