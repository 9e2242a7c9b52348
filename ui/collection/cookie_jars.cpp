// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/cookie_jars.h"

#include "base/text/qt_string.h"
#include "connection/cookie_file.h"
#include "ui/settings/settings.h"

#include <QPointer>

#include <utility>

namespace framescope::ui {

namespace {

/// The name in the store: none of a secret, which has no blank.
QString storeName(const QString& name)
{
    return QStringLiteral("cookies of ") + name;
}

QString entryOf(const QString& path, const QString& name)
{
    return path + QLatin1Char('#') + name;
}

} // namespace

CookieJars::CookieJars(collection::SecretStore& store, Settings& settings, QObject* parent)
    : QObject(parent), store_(store), settings_(settings)
{
}

void CookieJars::open(const QString& path, const QString& name,
                      std::function<void(const Jar&)> opened)
{
    const auto [found, isNew] = jars_.try_emplace({path, name});
    Kept& kept = found->second;
    if (isNew) {
        kept.jar = std::make_shared<connection::CookieJar>();
    }
    if (!isNew || !settings_.connectionsWithCookies().contains(entryOf(path, name))) {
        opened(kept.jar);
        return;
    }
    store_.get(path, storeName(name),
               [self = QPointer(this), key = found->first, jar = kept.jar,
                opened = std::move(opened)](const auto& value) {
                   if (self && value && *value) {
                       self->take(key, *jar, (*value)->toStdString());
                   }
                   opened(jar);
               });
}

void CookieJars::take(const Key& key, connection::CookieJar& jar, const std::string& text)
{
    jar.put(connection::cookiesFromText(text, {}).value_or(QList<QNetworkCookie>()));
    if (const auto found = jars_.find(key); found != jars_.end()) {
        found->second.stored = text;
    }
}

void CookieJars::keep(const QString& path, const QString& name)
{
    const auto found = jars_.find({path, name});
    if (found == jars_.end() || !store_.isLasting()) {
        return;
    }
    const auto cookies = found->second.jar->all();
    const std::string text = cookies.isEmpty() ? std::string() : connection::cookieText(cookies);
    if (text != std::exchange(found->second.stored, text)) {
        store(found->first, text);
    }
}

void CookieJars::store(const Key& key, const std::string& text)
{
    const auto& [path, name] = key;
    QStringList known = settings_.connectionsWithCookies();
    known.removeAll(entryOf(path, name));
    if (text.empty()) {
        store_.remove(path, storeName(name), [](const Result<void>&) {});
    } else {
        store_.set(path, storeName(name), toQString(text), [](const Result<void>&) {});
        known += entryOf(path, name);
    }
    settings_.setConnectionsWithCookies(known);
}

void CookieJars::forget(const QString& path, const QString& name)
{
    const auto isMeant = [&](const Key& key) {
        return (key.first == path || key.first.startsWith(path + QLatin1Char('/'))) &&
               (name.isEmpty() || key.second == name);
    };
    std::erase_if(jars_, [&isMeant](const auto& entry) { return isMeant(entry.first); });
    for (const QString& entry : settings_.connectionsWithCookies()) {
        const qsizetype hash = entry.lastIndexOf(QLatin1Char('#'));
        if (const Key key{entry.left(hash), entry.mid(hash + 1)}; isMeant(key)) {
            store(key, {});
        }
    }
}

} // namespace framescope::ui
