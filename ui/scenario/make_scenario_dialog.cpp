// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/make_scenario_dialog.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "scenario/format/read_scenario.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/error_text.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include <utility>

namespace framescope::ui {

using scenario::Proposal;

namespace {

enum ProposalColumn { ProposalName, ProposalValue, ProposalKind };

constexpr int LongestValue = 80; // characters

} // namespace

MakeScenarioDialog::MakeScenarioDialog(Source source, QWidget* parent)
    : QDialog(parent), source_(std::move(source)), rows_(new QComboBox),
      said_(style::wrappedLabel()), list_(new QTreeWidget)
{
    setObjectName(QStringLiteral("makeScenario"));
    setWindowTitle(tr("Make a scenario"));
    resize(860, 420);
    rows_->setObjectName(QStringLiteral("rowsOfScenario"));
    rows_->setAccessibleName(tr("Rows"));
    if (!source_.chosen.empty()) {
        rows_->addItem(
            tr("of the selected rows (%1)").arg(present::formatCount(source_.chosen.size())));
    }
    rows_->addItem(tr("of all rows"));
    if (source_.chosen.size() == 1) {
        rows_->setCurrentIndex(1); // one row is selected in most tabs, without a purpose
    }
    said_->setObjectName(QStringLiteral("madeOf"));
    list_->setObjectName(QStringLiteral("proposals"));
    list_->setAccessibleName(tr("Values that probably change from run to run"));
    list_->setHeaderLabels({tr("Variable"), tr("Value"), tr("What the scenario does")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->header()->setStretchLastSection(true);

    auto* buttons = style::dialogButtons(this);
    make_ = buttons->addButton(tr("&Make it"), QDialogButtonBox::ActionRole);
    make_->setObjectName(QStringLiteral("make"));
    make_->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(make_, &QPushButton::clicked, this, &MakeScenarioDialog::make);
    connect(rows_, &QComboBox::currentIndexChanged, this, &MakeScenarioDialog::read);
    auto* column = style::column(this, {20, 18, 20, 14}, 10);
    column->addWidget(rows_);
    column->addWidget(said_);
    column->addWidget(list_, 1);
    column->addWidget(buttons);
    read();
}

void MakeScenarioDialog::tell(const QString& sentence)
{
    said_->setText(sentence);
}

void MakeScenarioDialog::read()
{
    recorded_.reset();
    list_->clear();
    make_->setEnabled(false);
    tell(tr("Reading the rows…"));
    const bool all = rows_->currentIndex() == rows_->count() - 1;
    const auto events = all ? std::vector<EventId>() : source_.chosen;
    task_.run(
        [timeline = source_.timeline, events](work::Run& run) -> Read {
            auto recorded = scenario::readRows(*timeline, events, run.stop());
            if (!recorded) {
                return tl::unexpected(recorded.error());
            }
            auto proposals = scenario::proposalsFor(*recorded);
            return std::pair(*std::move(recorded), std::move(proposals));
        },
        [this](const Read& read) { take(read); });
}

void MakeScenarioDialog::take(const Read& read)
{
    if (!read) {
        tell(errorText(read.error()));
        return;
    }
    recorded_ = read->first;
    proposals_ = read->second;
    tell(proposals_.empty()
             ? tr("Nothing in the messages looks as if it changed from run to run.")
             : tr("These values probably change from run to run. What is not checked is written as "
                  "it was."));
    list_->setVisible(true);
    for (const Proposal& proposal : proposals_) {
        auto* row = new QTreeWidgetItem(list_);
        row->setText(ProposalName, proposal.use == Proposal::Use::Any ? tr("any value")
                                                                      : toQString(proposal.name));
        row->setText(ProposalValue, toQString(proposal.value).left(LongestValue));
        row->setText(ProposalKind, toQString(scenario::wordsFor(proposal)));
        row->setToolTip(ProposalValue, toQString(proposal.value));
        row->setToolTip(ProposalKind, row->text(ProposalKind));
        row->setCheckState(ProposalName, proposal.chosen ? Qt::Checked : Qt::Unchecked);
    }
    list_->resizeColumnToContents(ProposalName);
    list_->setColumnWidth(ProposalValue, 200);
    make_->setEnabled(true);
}

void MakeScenarioDialog::make()
{
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        proposals_[static_cast<std::size_t>(i)].chosen =
            list_->topLevelItem(i)->checkState(ProposalName) == Qt::Checked;
    }
    const bool asWritten =
        source_.written && toQString(recorded_->connections.front().url) == source_.url;
    const auto made =
        scenario::scenarioOf(*recorded_, proposals_, asWritten ? source_.written : std::nullopt);
    if (!made) {
        tell(errorText(made.error()));
        return;
    }
    const QString text = toQString(scenario::scenarioText(made->scenario));
    const auto secrets = made->secrets;
    accept();
    emit this->made(text, secrets);
}

} // namespace framescope::ui
