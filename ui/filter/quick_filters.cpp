// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/quick_filters.h"

#include "filter/language/terms.h"
#include "present/search/term_toggle.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"

#include <QToolButton>

namespace framescope::ui {

QuickFilters::QuickFilters(QWidget* parent) : QWidget(parent)
{
    style::row(this, {}, 4);
    add("data", tr("Data"), "is:data", tr("Data only: no control frames, no life cycle (is:data)"));
    add("no-heartbeat", tr("No heartbeats"), "-is:heartbeat",
        tr("No heartbeats: without regular pings and pongs, and messages that call themselves "
           "heartbeats (-is:heartbeat)"));
    add("warning", tr("Violations"), "is:violation",
        tr("Violations only: events that violate RFC 6455 or RFC 7692 (is:violation)"));
}

void QuickFilters::add(const char* icon, const QString& text, const char* term,
                       const QString& toolTip)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("quick:") + QLatin1String(term));
    button->setProperty("quick", true);
    button->setCheckable(true);
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    style::setButtonIcon(button, QLatin1String(icon));
    connect(button, &QToolButton::clicked, this, [this, button, term = std::string(term)] {
        const std::string now = expression_.trimmed().toStdString();
        const std::string then =
            button->isChecked() ? filter::withTerm(now, term) : present::withoutTerm(now, term);
        emit chosen(QString::fromStdString(then));
    });
    layout()->addWidget(button);
    quicks_.push_back({button, term});
}

void QuickFilters::setExpression(const QString& expression)
{
    expression_ = expression;
    for (const Quick& quick : quicks_) {
        quick.button->setChecked(present::demandsTerm(expression.toStdString(), quick.term));
    }
}

void QuickFilters::setCompact(bool compact)
{
    for (const Quick& quick : quicks_) {
        quick.button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly
                                                 : Qt::ToolButtonTextBesideIcon);
        quick.button->setIconSize({compact ? 16 : 21, 16});
    }
}

} // namespace framescope::ui
