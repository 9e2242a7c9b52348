// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contract/coverage_dialog.h"

#include "base/text/qt_string.h"
#include "filter/language/terms.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

#include <utility>

namespace framescope::ui {

namespace {

enum CoverageColumn { MessageName, From, Channel, Seen, Broken };
constexpr int TermRole = Qt::UserRole;

QString fromText(const contract::Message& message)
{
    return message.fromServer && message.fromClient ? CoverageDialog::tr("both")
           : message.fromServer                     ? CoverageDialog::tr("the server")
                                                    : CoverageDialog::tr("the client");
}

} // namespace

CoverageDialog::CoverageDialog(std::shared_ptr<const timeline::Timeline> timeline,
                               contract::Document::Ptr contract, QWidget* parent)
    : QDialog(parent), timeline_(std::move(timeline)), contract_(std::move(contract)),
      list_(new QTreeWidget), summary_(style::wrappedLabel()),
      progress_(style::progressBar(tr("Progress of counting"))),
      broken_(new QPushButton(tr("Show what &breaks it")))
{
    setObjectName(QStringLiteral("coverage"));
    setWindowTitle(tr("Coverage of %1")
                       .arg(style::windowTitle(
                           QFileInfo(QString::fromStdString(contract_->file())).fileName())));
    list_->setObjectName(QStringLiteral("coverageList"));
    list_->setAccessibleName(tr("Messages of the contract"));
    list_->setHeaderLabels({tr("Message"), tr("From"), tr("Channel"), tr("Seen"), tr("Broken")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(MessageName, QHeaderView::Stretch);
    summary_->setObjectName(QStringLiteral("coverageSummary"));
    broken_->setObjectName(QStringLiteral("coverageBroken"));
    broken_->setEnabled(false);

    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Close);
    buttons->addButton(broken_, QDialogButtonBox::ActionRole);
    auto* column = style::column(this, {18, 16, 18, 14}, 10);
    column->addWidget(summary_);
    column->addWidget(progress_);
    column->addWidget(list_, 1);
    column->addWidget(buttons);
    resize(620, 420);
    connect(list_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        filterFor(item->data(MessageName, TermRole).toString());
    });
    connect(broken_, &QPushButton::clicked, this,
            [this] { filterFor(QStringLiteral("is:contract")); });
    count();
}

void CoverageDialog::count()
{
    summary_->setText(tr("Holding the messages against the contract…"));
    task_.run([timeline = timeline_, contract = contract_](
                  work::Run& run) { return present::coverageOf(*timeline, contract, run); },
              [this](const present::ContractCoverage& coverage) { showCounts(coverage); },
              [this](std::uint64_t done, std::uint64_t total) {
                  style::showPart(progress_, done, total);
              });
}

void CoverageDialog::showCounts(const present::ContractCoverage& coverage)
{
    progress_->hide();
    for (std::size_t i = 0; i < coverage.messages.size(); ++i) {
        const contract::Message& message = contract_->messages()[i];
        const auto& [seen, broken] = coverage.messages[i];
        auto* item = new QTreeWidgetItem(list_);
        item->setText(MessageName, present::visibleLine(QString::fromStdString(message.name)));
        item->setIcon(MessageName,
                      broken > 0 ? style::icon(QStringLiteral("error"), style::Ink::Bad)
                      : seen > 0 ? style::icon(QStringLiteral("check"), style::Ink::Good)
                                 : style::icon(QStringLiteral("warning"), style::Ink::Warning));
        item->setText(From, fromText(message));
        item->setText(Channel, present::visibleLine(QString::fromStdString(message.channel)));
        item->setText(Seen, seen > 0 ? present::formatCount(seen) : tr("never"));
        item->setText(Broken, broken > 0 ? present::formatCount(broken) : QString());
        item->setData(MessageName, TermRole,
                      QString::fromStdString(filter::fieldTerm("contract", message.name)));
        for (const int number : {Seen, Broken}) {
            item->setTextAlignment(number, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    for (const int column : {From, Channel, Seen, Broken}) {
        list_->resizeColumnToContents(column);
    }
    list_->setCurrentItem(list_->topLevelItem(0));
    QStringList said{tr("%1 of %2 in the document were seen.")
                         .arg(present::formatCount(coverage.covered()),
                              present::formatCounted(coverage.messages.size(), "message"))};
    const QString recorded =
        present::formatCounted(coverage.seen() + coverage.unknown, "recorded message");
    const QString wrong = present::formatCount(coverage.wrong());
    said += coverage.unknown > 0 ? tr("Of %1, %2 break it, of which %3 are none of its messages.")
                                       .arg(recorded, wrong, present::formatCount(coverage.unknown))
                                 : tr("Of %1, %2 break it.").arg(recorded, wrong);
    if (coverage.unchecked > 0) {
        said += tr("%1 could not be checked: incomplete, not inflated, too long, or for a pattern "
                   "that can't be searched for.")
                    .arg(present::formatCount(coverage.unchecked));
    }
    summary_->setText(said.join(QLatin1Char(' ')));
    broken_->setEnabled(coverage.wrong() > 0);
}

void CoverageDialog::filterFor(const QString& term)
{
    emit filterTermRequested(term);
    accept();
}

} // namespace framescope::ui
