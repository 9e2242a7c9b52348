// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/variables.h"

#include "ui/collection/secret_dialog.h"
#include "ui/style/building_blocks.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <utility>

namespace framescope::ui {

/// Secrets that are wanted.
struct Variables::Request
{
    QStringList left; ///< still to be looked for
    QString collection;
    QPointer<QWidget> asker;
    QString purpose; ///< of asking, for a button
    std::function<void(const collection::SecretValues&)> then;
    collection::SecretValues secrets = {};
    QStringList unknown = {};
};

Variables::Variables(collection::SecretStore& store, QObject* parent)
    : QObject(parent), store_(store)
{
}

void Variables::setEnvironment(const collection::Environment& environment)
{
    if (environment != environment_) {
        environment_ = environment;
        emit changed();
    }
}

void Variables::setCollection(const QString& folder)
{
    collection_ = folder;
    known_.clear();
    emit changed();
}

void Variables::keep(const QString& name, const QString& value, collection::SecretStore::Done done)
{
    store_.set(collection_, name, value, std::move(done));
    known_[name] = value;
    emit changed();
}

void Variables::forget(const QString& name)
{
    store_.remove(collection_, name, [](const Result<void>&) {});
    known_.erase(name);
    emit changed();
}

void Variables::resolve(const collection::SavedConnection& saved, QWidget* asker,
                        const QString& purpose, Resolved resolved)
{
    collect(std::make_shared<Request>(
        Request{collection::secretsOf(saved, environment_), collection_, asker, purpose,
                [saved, environment = environment_,
                 resolved = std::move(resolved)](const collection::SecretValues& secrets) {
                    resolved(collection::resolved(saved, environment, secrets));
                }}));
}

void Variables::provide(const QStringList& names, QWidget* asker, std::function<void()> then)
{
    collect(std::make_shared<Request>(
        Request{names, collection_, asker, tr("&Send"),
                [then = std::move(then)](const collection::SecretValues&) { then(); }}));
}

/// Takes one secret after the other from the store, then asks for those it does not have.
void Variables::collect(const std::shared_ptr<Request>& request)
{
    if (request->left.isEmpty()) {
        request->unknown.isEmpty() ? finish(*request) : ask(request);
        return;
    }
    const QString name = request->left.takeFirst();
    store_.get(request->collection, name,
               [self = QPointer(this), request, name](const auto& found) {
                   if (found && *found) {
                       request->secrets[name] = **found;
                   } else {
                       request->unknown += name;
                   }
                   if (self && request->asker) {
                       self->collect(request);
                   }
               });
}

void Variables::ask(const std::shared_ptr<Request>& request)
{
    auto* dialog =
        new SecretDialog(request->unknown, store_.isLasting(), request->purpose, request->asker);
    connect(dialog, &QDialog::accepted, this, [this, dialog, request] {
        for (const auto& [name, value] : dialog->values()) {
            request->secrets[name] = value;
            store_.set(request->collection, name, value, [](const Result<void>&) {});
        }
        finish(*request);
    });
    style::openOnce(dialog);
}

void Variables::finish(const Request& request)
{
    if (request.collection == collection_ && !request.secrets.empty()) {
        for (const auto& [name, value] : request.secrets) {
            known_[name] = value;
        }
        emit changed();
    }
    if (request.asker) {
        request.then(request.secrets);
    }
}

} // namespace framescope::ui
