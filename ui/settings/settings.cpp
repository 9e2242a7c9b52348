// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include "connection/address_input.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QVariantList>
#include <QVariantMap>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::ui {

namespace {

const QString AddressesKey = QStringLiteral("addresses");
const QString RecentFilesKey = QStringLiteral("recentFiles");
const QString FoldingKey = QStringLiteral("foldHeartbeats");
const QString FiltersKey = QStringLiteral("filters/recent");
const QString NamedFiltersKey = QStringLiteral("filters/named");
const QString NameKey = QStringLiteral("name");
const QString ExpressionKey = QStringLiteral("expression");
const QString ThemeKey = QStringLiteral("theme");
const QString FontSizeKey = QStringLiteral("fontSize");
const QString FollowKey = QStringLiteral("follow");
const QString ConnectTimeoutKey = QStringLiteral("timeouts/connect");
const QString UpgradeTimeoutKey = QStringLiteral("timeouts/upgrade");
const QString CloseTimeoutKey = QStringLiteral("timeouts/close");
const QString SaveFolderKey = QStringLiteral("folders/save");
const QString RecordingsFolderKey = QStringLiteral("folders/recordings");
const QString GeometryKey = QStringLiteral("window/geometry");

QString layoutKey(const QString& name)
{
    return QStringLiteral("layout/") + name;
}

QString paneKey(const QString& name)
{
    return QStringLiteral("panes/") + name;
}

} // namespace

Settings::Settings()
    : settings_(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("framescope"),
                QStringLiteral("framescope"))
{
    takeInHand();
}

Settings::Settings(const QString& file) : settings_(file, QSettings::IniFormat)
{
    takeInHand();
}

/// Restricts the file to its owner and removes secrets, also from a file of an earlier version.
void Settings::takeInHand()
{
    const QByteArray file = QFile::encodeName(settings_.fileName());
    QDir().mkpath(QFileInfo(settings_.fileName()).absolutePath());
    const int descriptor =
        ::open(file.constData(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        static_cast<void>(!::fchmod(descriptor, S_IRUSR | S_IWUSR));
        ::close(descriptor);
    }
    QStringList kept;
    const QStringList known = addresses();
    for (const QString& address : known) {
        kept += connection::addressForHistory(address);
    }
    kept.removeDuplicates();
    if (kept != known) {
        settings_.setValue(AddressesKey, kept);
    }
}

QStringList Settings::addresses() const
{
    return settings_.value(AddressesKey).toStringList();
}

void Settings::rememberAddress(const QString& address)
{
    prepend(AddressesKey, connection::addressForHistory(address), MaxAddresses);
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

QStringList Settings::filters() const
{
    return settings_.value(FiltersKey).toStringList();
}

void Settings::rememberFilter(const QString& expression)
{
    if (const QString known = expression.trimmed(); !known.isEmpty()) {
        prepend(FiltersKey, known, MaxFilters);
    }
}

void Settings::clearFilters()
{
    settings_.remove(FiltersKey);
}

QList<NamedFilter> Settings::namedFilters() const
{
    QList<NamedFilter> filters;
    for (const QVariant& kept : settings_.value(NamedFiltersKey).toList()) {
        const QVariantMap filter = kept.toMap();
        filters.append({filter.value(NameKey).toString(), filter.value(ExpressionKey).toString()});
    }
    return filters;
}

void Settings::setNamedFilters(QList<NamedFilter> filters)
{
    std::stable_sort(filters.begin(), filters.end(),
                     [](const NamedFilter& a, const NamedFilter& b) {
                         return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
                     });
    QVariantList kept;
    for (const NamedFilter& filter : filters) {
        kept.append(QVariantMap{{NameKey, filter.name}, {ExpressionKey, filter.expression}});
    }
    settings_.setValue(NamedFiltersKey, kept);
}

void Settings::saveNamedFilter(const NamedFilter& filter)
{
    QList<NamedFilter> filters = namedFilters();
    filters.removeIf([&filter](const NamedFilter& known) {
        return known.name.compare(filter.name, Qt::CaseInsensitive) == 0;
    });
    filters.append(filter);
    setNamedFilters(filters);
}

Preferences Settings::preferences() const
{
    const Preferences usual;
    Preferences chosen;
    const QString theme = settings_.value(ThemeKey).toString();
    chosen.theme = theme == QLatin1String("light")  ? style::ThemeChoice::Light
                   : theme == QLatin1String("dark") ? style::ThemeChoice::Dark
                                                    : style::ThemeChoice::System;
    const int size = settings_.value(FontSizeKey, usual.fontSize).toInt();
    if (size >= Preferences::SmallestFont && size <= Preferences::LargestFont) {
        chosen.fontSize = size;
    }
    chosen.follow = settings_.value(FollowKey, usual.follow).toBool();
    chosen.connectTimeout = seconds(ConnectTimeoutKey, usual.connectTimeout);
    chosen.upgradeTimeout = seconds(UpgradeTimeoutKey, usual.upgradeTimeout);
    chosen.closeTimeout = seconds(CloseTimeoutKey, usual.closeTimeout);
    chosen.saveFolder = settings_.value(SaveFolderKey).toString();
    chosen.recordingsFolder = settings_.value(RecordingsFolderKey).toString();
    return chosen;
}

void Settings::setPreferences(const Preferences& chosen)
{
    settings_.setValue(ThemeKey, chosen.theme == style::ThemeChoice::Light ? QStringLiteral("light")
                                 : chosen.theme == style::ThemeChoice::Dark
                                     ? QStringLiteral("dark")
                                     : QStringLiteral("system"));
    settings_.setValue(FontSizeKey, chosen.fontSize);
    settings_.setValue(FollowKey, chosen.follow);
    settings_.setValue(ConnectTimeoutKey, qint64{chosen.connectTimeout.count()});
    settings_.setValue(UpgradeTimeoutKey, qint64{chosen.upgradeTimeout.count()});
    settings_.setValue(CloseTimeoutKey, qint64{chosen.closeTimeout.count()});
    settings_.setValue(SaveFolderKey, chosen.saveFolder);
    settings_.setValue(RecordingsFolderKey, chosen.recordingsFolder);
}

/// A waiting time; an invalid one is replaced by the default.
std::chrono::seconds Settings::seconds(const QString& key, std::chrono::seconds usual) const
{
    const std::chrono::seconds chosen(settings_.value(key, qint64{usual.count()}).toLongLong());
    return chosen >= std::chrono::seconds(1) && chosen <= Preferences::LongestTimeout ? chosen
                                                                                      : usual;
}

bool Settings::isPaneShown(const QString& pane) const
{
    return settings_.value(paneKey(pane), !hiddenByDefault_.contains(pane)).toBool();
}

void Settings::setPaneShown(const QString& pane, bool shown)
{
    settings_.setValue(paneKey(pane), shown);
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
    settings_.sync(); // another program may have changed them
    QStringList values = settings_.value(key).toStringList();
    values.removeAll(value);
    values.prepend(value);
    settings_.setValue(key, QStringList(values.mid(0, most)));
}

} // namespace framescope::ui
