// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace framescope::ui {

class Settings;

/// A menu of named and recent filters, filled each time it is shown.
class FilterMenu : public QMenu
{
    Q_OBJECT

public:
    /// `settings` must outlive the menu.
    explicit FilterMenu(Settings& settings, QWidget* parent = nullptr);

    /// Sets the text of the field. It can be saved if `good`: a valid filter, not empty.
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
