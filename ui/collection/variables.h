// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/environment.h"
#include "collection/resolving.h"
#include "collection/saved_connection.h"
#include "collection/secret_store.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <vector>

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
    /// All values that are known: of the environment, and of the secrets that were used.
    std::map<QString, QString> values() const;
    /// The values of these secrets.
    std::vector<QString> secrets() const;
    collection::SecretStore& store() { return store_; }

    /// Whether any text of the connection has a template.
    static bool areUsedIn(const collection::SavedConnection& saved);
    /// Calls back with the options to connect with, unless `asker` is gone or the user does not
    /// enter a secret that is asked for.
    void resolve(const collection::SavedConnection& saved, QWidget* asker, Resolved resolved);

signals:
    /// Emitted when there are other values.
    void changed();

private:
    struct Request;
    void collect(const std::shared_ptr<Request>& request, const QStringList& left);
    void ask(const std::shared_ptr<Request>& request);
    void finish(const Request& request);

    collection::SecretStore& store_;
    QString collection_;
    collection::Environment environment_;
    collection::SecretValues known_; ///< secrets that were used
};

} // namespace framescope::ui
