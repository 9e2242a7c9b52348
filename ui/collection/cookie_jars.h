// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/secret_store.h"
#include "connection/cookie_jar.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace framescope::ui {

class Settings;

/// The cookies that servers set, a jar for each saved connection. They are kept in the store too if
/// its values outlive the program; the settings only say for which connections, so that no key ring
/// is opened for others.
class CookieJars : public QObject
{
    Q_OBJECT

public:
    using Jar = std::shared_ptr<connection::CookieJar>;

    /// Both must outlive it.
    CookieJars(collection::SecretStore& store, Settings& settings, QObject* parent);

    /// Calls back, also at once, with the jar of the connection of that name in the file `path`.
    void open(const QString& path, const QString& name, std::function<void(const Jar&)> opened);
    /// Whether they outlive the program.
    bool areLasting() const { return store_.isLasting(); }
    /// Stores what is in its jar now.
    void keep(const QString& path, const QString& name);
    /// Removes the jar of a connection; without a name, those of the file, or of all in a folder.
    void forget(const QString& path, const QString& name);

private:
    struct Kept
    {
        Jar jar;
        std::string stored; ///< what was in the store last
    };
    using Key = std::pair<QString, QString>; ///< path and name
    void take(const Key& key, connection::CookieJar& jar, const std::string& text);
    void store(const Key& key, const std::string& text);

    collection::SecretStore& store_;
    Settings& settings_;
    std::map<Key, Kept> jars_;
};

} // namespace framescope::ui
