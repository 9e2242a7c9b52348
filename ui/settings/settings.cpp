// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include "connection/address_input.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QVariantList>

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

const QString FoldingKey = QStringLiteral("foldHeartbeats");
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
const QString CollectionFolderKey = QStringLiteral("folders/connections");
const QString EnvironmentKey = QStringLiteral("environment");
const QString WithCookiesKey = QStringLiteral("connectionsWithCookies");
const QString GeometryKey = QStringLiteral("window/geometry");

QString layoutKey(const QString& name)
{
    return QStringLiteral("layout/") + name;
}

QString choicesKey(const QString& form)
{
    return QStringLiteral("choices/") + form;
}

QString paneKey(const QString& name)
{
    return QStringLiteral("panes/") + name;
}

/// In the order of ThemeChoice.
constexpr std::array ThemeNames{QLatin1String("system"), QLatin1String("light"),
                                QLatin1String("dark")};

struct RecentRow
{
    QString key;
    qsizetype most;
    QString (*kept)(const QString&); ///< converts a value to the form that is stored
};

const RecentRow& rowOf(Recent kind)
{
    static const std::array rows{
        RecentRow{QStringLiteral("addresses"), Settings::MaxAddresses,
                  connection::addressForHistory},
        RecentRow{QStringLiteral("recentFiles"), Settings::MaxRecentFiles,
                  [](const QString& path) { return QFileInfo(path).absoluteFilePath(); }},
        RecentRow{QStringLiteral("filters/recent"), Settings::MaxFilters,
                  [](const QString& expression) { return expression.trimmed(); }},
    };
    return rows.at(static_cast<std::size_t>(kind));
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

/// Restricts the file to its owner, and removes secrets from addresses that it contains.
void Settings::takeInHand()
{
    constexpr auto owner = QFile::ReadOwner | QFile::WriteOwner;
    QDir().mkpath(QFileInfo(settings_.fileName()).absolutePath());
    QFile file(settings_.fileName());
    if (file.open(QIODevice::ReadWrite, owner)) {
        file.setPermissions(owner);
    }
    QStringList kept;
    const QStringList known = recent(Recent::Addresses);
    for (const QString& address : known) {
        kept += connection::addressForHistory(address);
    }
    kept.removeDuplicates();
    if (kept != known) {
        settings_.setValue(rowOf(Recent::Addresses).key, kept);
    }
}

QStringList Settings::recent(Recent kind) const
{
    QStringList values = settings_.value(rowOf(kind).key).toStringList();
    if (kind == Recent::Files) {
        values.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    }
    return values;
}

void Settings::remember(Recent kind, const QString& value)
{
    const RecentRow& row = rowOf(kind);
    const QString kept = row.kept(value);
    if (kept.isEmpty()) {
        return;
    }
    settings_.sync(); // another program may have changed them
    QStringList values = settings_.value(row.key).toStringList();
    values.removeAll(kept);
    values.prepend(kept);
    settings_.setValue(row.key, QStringList(values.mid(0, row.most)));
}

void Settings::clear(Recent kind)
{
    settings_.remove(rowOf(kind).key);
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
    const auto* named = std::find(ThemeNames.begin(), ThemeNames.end(), theme);
    if (named != ThemeNames.end()) {
        chosen.theme = static_cast<style::ThemeChoice>(named - ThemeNames.begin());
    }
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
    settings_.setValue(ThemeKey, QString(ThemeNames.at(static_cast<std::size_t>(chosen.theme))));
    settings_.setValue(FontSizeKey, chosen.fontSize);
    settings_.setValue(FollowKey, chosen.follow);
    settings_.setValue(ConnectTimeoutKey, qint64{chosen.connectTimeout.count()});
    settings_.setValue(UpgradeTimeoutKey, qint64{chosen.upgradeTimeout.count()});
    settings_.setValue(CloseTimeoutKey, qint64{chosen.closeTimeout.count()});
    settings_.setValue(SaveFolderKey, chosen.saveFolder);
    settings_.setValue(RecordingsFolderKey, chosen.recordingsFolder);
}

/// The value of a timeout setting; `usual` if it is invalid.
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

QString Settings::collectionFolder() const
{
    return settings_.value(CollectionFolderKey).toString();
}

void Settings::setCollectionFolder(const QString& folder)
{
    settings_.setValue(CollectionFolderKey, folder);
}

QString Settings::environment() const
{
    return settings_.value(EnvironmentKey).toString();
}

void Settings::setEnvironment(const QString& name)
{
    settings_.setValue(EnvironmentKey, name);
}

QStringList Settings::connectionsWithCookies() const
{
    return settings_.value(WithCookiesKey).toStringList();
}

void Settings::setConnectionsWithCookies(const QStringList& connections)
{
    settings_.setValue(WithCookiesKey, connections);
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

QVariantMap Settings::choices(const QString& form) const
{
    return settings_.value(choicesKey(form)).toMap();
}

void Settings::setChoices(const QString& form, const QVariantMap& choices)
{
    settings_.setValue(choicesKey(form), choices);
}

} // namespace framescope::ui
