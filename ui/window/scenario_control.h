// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/resolving.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <optional>

class QMenu;
class QWidget;

namespace framescope::ui {

class PageTabs;
class ScenarioPane;
class SessionPage;
class Settings;
class Variables;

/// Opens scenarios in tabs: files, new ones, examples, and those made of rows of a session.
class ScenarioControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        PageTabs& tabs;
        Settings& settings;
        Variables& variables;
        std::function<SessionPage*()> pageForNew;
        /// Plays the server of a file.
        std::function<void(const QString& file, const std::map<QString, QString>& values)> serve;
        /// Calls back with the URL of the demo server; null if there is none.
        std::function<void(std::function<void(const Result<QString>&)>)> demo;
    };
    /// All parts must outlive it.
    ScenarioControl(const Parts& parts, QWidget& window);

    /// Whether a file is opened as a scenario, by its name.
    static bool isScenario(const QString& file);
    void open(const QString& file);
    void openNew();
    /// Fills a menu with the scenarios that come with the program.
    void fillExamples(QMenu& menu);
    /// Asks how the selected rows of a page become a scenario.
    void make(SessionPage& page);
    /// Offers that in the menu of a row.
    void addTo(SessionPage& page);

private:
    ScenarioPane& addPane();
    void openExample(const QString& resource);
    void openMade(const QString& text, const collection::SecretValues& secrets);

    Parts parts_;
    QWidget& window_;
    int opened_ = 0;                        ///< new scenarios
    std::optional<QTemporaryDir> examples_; ///< with what the examples include
};

} // namespace framescope::ui
