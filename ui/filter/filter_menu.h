// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace framescope::ui {

class Settings;

/// Named and recent filters. It is filled whenever it is shown.
class FilterMenu : public QMenu
{
    Q_OBJECT

public:
    /// `settings` must outlive the menu.
    explicit FilterMenu(Settings& settings, QWidget* parent = nullptr);

    /// The text of the field; it can be saved if it is a valid filter and not empty.
    void setExpression(const QString& expression, bool good);

signals:
    void chosen(const QString& expression);
    void helpRequested();
    void historyCleared();

private:
    void fill();
    QAction* addFilter(const QString& text, const QString& expression);
    void save();
    void manage();

    Settings& settings_;
    QString expression_;
    bool good_ = false;
};

} // namespace framescope::ui
