// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_pane.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/widgets/elided_label.h"

#include <QComboBox>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>

// The layout of a scenario's pane.

namespace framescope::ui {

void ScenarioPane::build()
{
    edit_->setObjectName(QStringLiteral("scenarioText"));
    edit_->setAccessibleName(tr("Text of the scenario"));
    run_->setObjectName(QStringLiteral("runScenario"));
    run_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    run_->setProperty("primary", true);
    rows_->setObjectName(QStringLiteral("scenarioRuns"));
    rows_->setAccessibleName(tr("Which runs of the matrix"));
    rows_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rows_->setMinimumContentsLength(8);
    rows_->hide();

    auto* bar = new QWidget;
    bar->setProperty("role", QStringLiteral("bar"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* buttons = style::row(bar, {8, 5, 8, 5}, 6);
    buttons->addWidget(run_);
    buttons->addWidget(rows_, 1);
    buttons->addStretch();
    buttons->addWidget(values_);

    auto* sign = new style::IconLabel(16);
    sign->setIcon(QStringLiteral("error"), style::Ink::Bad);
    mistakeText_->setObjectName(QStringLiteral("scenarioMistake"));
    auto* mistakeRow = style::row(mistake_, {8, 5, 8, 5}, 8);
    mistakeRow->addWidget(sign, 0, Qt::AlignTop);
    mistakeRow->addWidget(mistakeText_, 1);
    mistake_->setProperty("role", QStringLiteral("bar"));
    mistake_->setAttribute(Qt::WA_StyledBackground);
    mistake_->hide();
    auto* text = new QWidget;
    auto* textColumn = style::column(text);
    textColumn->addWidget(edit_, 1);
    textColumn->addWidget(mistake_);

    auto* verdicts = new QWidget;
    auto* verdictsColumn = style::column(verdicts);
    auto* said = style::row(nullptr, {8, 5, 8, 5}, 8);
    said->addWidget(summaryIcon_);
    said->addWidget(summary_, 1);
    verdictsColumn->addLayout(said);
    verdictsColumn->addWidget(results_, 1);

    auto* parts = new QSplitter(Qt::Vertical);
    parts->addWidget(text);
    parts->addWidget(verdicts);
    parts->setHandleWidth(1);
    parts->setChildrenCollapsible(false);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setSizes({300, 200});
    auto* column = style::column(this);
    column->addWidget(bar);
    column->addWidget(parts, 1);
}

} // namespace framescope::ui
