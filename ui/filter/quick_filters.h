// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QToolButton;

namespace framescope::ui {

/// Buttons for frequent terms. Each adds its term to the expression or removes it, and is checked
/// while the expression contains it.
class QuickFilters : public QWidget
{
    Q_OBJECT

public:
    explicit QuickFilters(QWidget* parent = nullptr);

    void setExpression(const QString& expression);
    /// Shows only icons.
    void setCompact(bool compact);

signals:
    void chosen(const QString& expression);

private:
    void add(const char* icon, const QString& text, const char* term, const QString& toolTip);

    struct Quick
    {
        QToolButton* button;
        std::string term;
    };

    QString expression_;
    std::vector<Quick> quicks_;
};

} // namespace framescope::ui
