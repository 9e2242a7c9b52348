// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"

#include <QByteArray>
#include <QList>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace framescope::ui {

/// A filter saved under a name.
struct NamedFilter
{
    QString name;
    QString expression;
};

/// Kinds of recent values: addresses as typed, without secrets; files that exist; filters.
enum class Recent { Addresses, Files, Filters };

/// Persistent settings, in a file that only its owner can read. No other class uses QSettings.
class Settings
{
public:
    static constexpr qsizetype MaxAddresses = 100;
    static constexpr qsizetype MaxRecentFiles = 12;
    static constexpr qsizetype MaxFilters = 50;

    /// Uses the user's file; tests pass another one.
    Settings();
    explicit Settings(const QString& file);

    /// The values of a kind, newest first.
    QStringList recent(Recent kind) const;
    void remember(Recent kind, const QString& value);
    void clear(Recent kind);

    /// The filters sorted by name. Names are unique, ignoring case.
    QList<NamedFilter> namedFilters() const;
    void setNamedFilters(QList<NamedFilter> filters);
    /// Adds a filter, or replaces the one with the same name.
    void saveNamedFilter(const NamedFilter& filter);

    Preferences preferences() const;
    void setPreferences(const Preferences& preferences);

    /// Whether a pane is shown, by its PaneRow::name.
    bool isPaneShown(const QString& pane) const;
    /// Hides a pane in this run, unless the user chose to show it.
    void hidePaneByDefault(const QString& pane) { hiddenByDefault_ += pane; }
    void setPaneShown(const QString& pane, bool shown);

    /// Whether heartbeats are folded, which is the default.
    bool folding() const;
    void setFolding(bool folding);

    /// The folder of saved connections; empty: the usual one.
    QString collectionFolder() const;
    void setCollectionFolder(const QString& folder);
    /// The name of the chosen environment; empty: none.
    QString environment() const;
    void setEnvironment(const QString& name);

    /// The saved connections that have cookies in the key ring.
    QStringList connectionsWithCookies() const;
    void setConnectionsWithCookies(const QStringList& connections);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

    /// The state of a header or splitter, saved under a name.
    QByteArray layout(const QString& name) const;
    void setLayout(const QString& name, const QByteArray& state);

    /// What was chosen in a form at last, saved under its name; never a secret.
    QVariantMap choices(const QString& form) const;
    void setChoices(const QString& form, const QVariantMap& choices);

private:
    void takeInHand();
    std::chrono::seconds seconds(const QString& key, std::chrono::seconds usual) const;

    QSettings settings_;
    QStringList hiddenByDefault_; ///< names of panes
};

} // namespace framescope::ui
