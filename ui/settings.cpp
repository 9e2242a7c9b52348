// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings.h"

#include <QFileInfo>
#include <QUrl>

namespace framescope::ui {

namespace {

const QString AddressesKey = QStringLiteral("addresses");
const QString RecentFilesKey = QStringLiteral("recentFiles");
const QString FoldingKey = QStringLiteral("foldHeartbeats");
const QString ThemeKey = QStringLiteral("theme");
const QString GeometryKey = QStringLiteral("window/geometry");

QString layoutKey(const QString& name)
{
    return QStringLiteral("layout/") + name;
}

} // namespace

Settings::Settings()
    : settings_(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("framescope"),
                QStringLiteral("framescope"))
{
}

Settings::Settings(const QString& file) : settings_(file, QSettings::IniFormat) {}

QStringList Settings::addresses() const
{
    return settings_.value(AddressesKey).toStringList();
}

void Settings::rememberAddress(const QString& address)
{
    QUrl url(address);
    if (!url.userInfo().isEmpty()) {
        url.setUserInfo({});
        prepend(AddressesKey, url.toString(), MaxAddresses);
        return;
    }
    prepend(AddressesKey, address, MaxAddresses);
}

void Settings::clearAddresses()
{
    settings_.remove(AddressesKey);
}

QStringList Settings::recentFiles() const
{
    QStringList existing;
    for (const QString& path : settings_.value(RecentFilesKey).toStringList()) {
        if (QFileInfo::exists(path)) {
            existing += path;
        }
    }
    return existing;
}

void Settings::rememberFile(const QString& path)
{
    prepend(RecentFilesKey, QFileInfo(path).absoluteFilePath(), MaxRecentFiles);
}

void Settings::clearRecentFiles()
{
    settings_.remove(RecentFilesKey);
}

style::ThemeChoice Settings::theme() const
{
    const QString name = settings_.value(ThemeKey).toString();
    return name == QLatin1String("light")  ? style::ThemeChoice::Light
           : name == QLatin1String("dark") ? style::ThemeChoice::Dark
                                           : style::ThemeChoice::System;
}

void Settings::setTheme(style::ThemeChoice theme)
{
    settings_.setValue(ThemeKey, theme == style::ThemeChoice::Light  ? QStringLiteral("light")
                                 : theme == style::ThemeChoice::Dark ? QStringLiteral("dark")
                                                                     : QStringLiteral("system"));
}

bool Settings::folding() const
{
    return settings_.value(FoldingKey, true).toBool();
}

void Settings::setFolding(bool folding)
{
    settings_.setValue(FoldingKey, folding);
}

QByteArray Settings::windowGeometry() const
{
    return settings_.value(GeometryKey).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry)
{
    settings_.setValue(GeometryKey, geometry);
}

QByteArray Settings::layout(const QString& name) const
{
    return settings_.value(layoutKey(name)).toByteArray();
}

void Settings::setLayout(const QString& name, const QByteArray& state)
{
    settings_.setValue(layoutKey(name), state);
}

void Settings::prepend(const QString& key, const QString& value, qsizetype most)
{
    QStringList values = settings_.value(key).toStringList();
    values.removeAll(value);
    values.prepend(value);
    settings_.setValue(key, QStringList(values.mid(0, most)));
}

} // namespace framescope::ui
