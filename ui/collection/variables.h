// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/environment.h"
#include "collection/resolving.h"
#include "collection/saved_connection.h"
#include "collection/secret_store.h"

#include <QObject>

#include <functional>
#include <memory>

namespace framescope::ui {

/// The values of {{variables}} for all tabs: of the chosen environment, and of secrets, which are
/// kept in a store or asked for.
class Variables : public QObject
{
    Q_OBJECT

public:
    using Resolved = std::function<void(const Result<connection::ConnectionOptions>&)>;

    /// `store` must outlive it.
    Variables(collection::SecretStore& store, QObject* parent);

    /// The folder whose secrets are used.
    void setCollection(const QString& folder);
    const QString& collection() const { return collection_; }
    void setEnvironment(const collection::Environment& environment);
    const collection::Environment& environment() const { return environment_; }
    /// The secrets of which a value was used or entered.
    const collection::SecretValues& secrets() const { return known_; }
    /// Keeps the value of a secret. `done` is called with an error if it is kept in memory only.
    void keep(const QString& name, const QString& value, collection::SecretStore::Done done);
    void forget(const QString& name);

    /// Calls back with the options to connect with, unless `asker` is gone or the user does not
    /// enter a secret that is asked for. `purpose`: of the values, for the button below them.
    void resolve(const collection::SavedConnection& saved, QWidget* asker, const QString& purpose,
                 Resolved resolved);
    /// Calls back when these secrets are known, for a message to be sent.
    void provide(const QStringList& names, QWidget* asker, std::function<void()> then);

signals:
    /// Emitted when there are other values.
    void changed();

private:
    struct Request;
    void collect(const std::shared_ptr<Request>& request);
    void ask(const std::shared_ptr<Request>& request);
    void finish(const Request& request);

    collection::SecretStore& store_;
    QString collection_;
    collection::Environment environment_;
    collection::SecretValues known_; ///< secrets that were used
};

} // namespace framescope::ui
