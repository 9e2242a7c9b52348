// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/variables.h"

#include "collection/each_text.h"
#include "ui/collection/secret_dialog.h"
#include "ui/style/building_blocks.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <utility>

namespace framescope::ui {

/// A connection that is being resolved.
struct Variables::Request
{
    collection::SavedConnection saved;
    collection::Environment environment; ///< that of the moment of the request
    QString collection;
    QPointer<QWidget> asker;
    Resolved resolved;
    collection::SecretValues secrets;
    QStringList unknown;
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

std::map<QString, QString> Variables::values() const
{
    return collection::scopeOf(environment_, known_).variables;
}

std::vector<QString> Variables::secrets() const
{
    std::vector<QString> values;
    for (const auto& [name, value] : known_) {
        values.push_back(value);
    }
    return values;
}

bool Variables::areUsedIn(const collection::SavedConnection& saved)
{
    bool used = false;
    collection::SavedConnection copy = saved;
    (void)collection::eachText(copy,
                               [&used](const collection::ConnectionText&, const QString& text) {
                                   used = used || text.contains(QLatin1String("{{"));
                                   return Result<void>();
                               });
    return used;
}

void Variables::resolve(const collection::SavedConnection& saved, QWidget* asker, Resolved resolved)
{
    auto request = std::make_shared<Request>(
        Request{saved, environment_, collection_, asker, std::move(resolved), {}, {}});
    collect(request, collection::secretsOf(saved, environment_));
}

/// Takes one secret after the other from the store, then asks for those it does not have.
void Variables::collect(const std::shared_ptr<Request>& request, const QStringList& left)
{
    if (left.isEmpty()) {
        request->unknown.isEmpty() ? finish(*request) : ask(request);
        return;
    }
    const QString name = left.front();
    store_.get(request->collection, name,
               [self = QPointer(this), request, name, rest = left.mid(1)](const auto& found) {
                   if (found && *found) {
                       request->secrets[name] = **found;
                   } else {
                       request->unknown += name;
                   }
                   if (self && request->asker) {
                       self->collect(request, rest);
                   }
               });
}

void Variables::ask(const std::shared_ptr<Request>& request)
{
    auto* dialog = new SecretDialog(request->unknown, store_.isLasting(), request->asker);
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
        request.resolved(collection::resolved(request.saved, request.environment, request.secrets));
    }
}

} // namespace framescope::ui
