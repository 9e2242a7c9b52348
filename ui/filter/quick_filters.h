// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QToolButton;

namespace framescope::ui {

/// Buttons for terms that are wanted often. Each puts its term into the expression or takes
/// it out, and is pressed while the expression has it.
class QuickFilters : public QWidget
{
    Q_OBJECT

public:
    explicit QuickFilters(QWidget* parent = nullptr);

    void setExpression(const QString& expression);
    /// With icons alone.
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
