// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_results.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "scenario/probe/probe_report.h"
#include "ui/probe/probe_rows.h"
#include "ui/probe/probe_table.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

namespace framescope::ui {

namespace probe = scenario::probe;

namespace {

constexpr int AllVerdicts = -1;

QString detailsOf(const probe::CaseResult& result, bool finished)
{
    QStringList lines;
    const auto add = [&lines](const QString& what, const std::string& text) {
        if (!text.empty()) {
            lines += QStringLiteral("%1: %2").arg(
                what, present::visibleLines(QString::fromStdString(text)));
        }
    };
    lines += QString::fromStdString(result.id + " " + result.title);
    if (finished) {
        add(ProbeResults::tr("Verdict"), std::string(probe::verdictName(result.verdict)));
    }
    add(ProbeResults::tr("Why"), result.remark);
    add(ProbeResults::tr("Expected"), result.expected);
    add(ProbeResults::tr("The server"), result.came);
    add(ProbeResults::tr("Section"), result.section);
    QStringList numbers;
    for (const std::string& number : result.autobahn) {
        numbers += QString::fromStdString(number);
    }
    add(ProbeResults::tr("In Autobahn"), numbers.join(QStringLiteral(", ")).toStdString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ProbeResults::ProbeResults(QWidget* parent)
    : QWidget(parent), table_(new ProbeTable(this)), rows_(new ProbeRows(*table_, this)),
      view_(buildTable()), filter_(new QComboBox), words_(new QLineEdit),
      progress_(style::progressBar(tr("Progress of the probe"))), summary_(style::wrappedLabel()),
      details_(new QPlainTextEdit), open_(new QPushButton(tr("Show its recordin&g"))),
      report_(new QPushButton(tr("Save re&port…")))
{
    filter_->setObjectName(QStringLiteral("probeFilter"));
    filter_->setAccessibleName(tr("Verdicts that are shown"));
    filter_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    words_->setObjectName(QStringLiteral("probeWords"));
    words_->setAccessibleName(tr("Words in the cases that are shown"));
    words_->setPlaceholderText(tr("Filter: words, such as http or 5.5"));
    words_->setClearButtonEnabled(true);
    QSizePolicy kept = progress_->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the table stays where it is when the probe ends
    progress_->setSizePolicy(kept);
    summary_->setObjectName(QStringLiteral("probeSummary"));
    details_->setObjectName(QStringLiteral("probeDetails"));
    details_->setAccessibleName(tr("The chosen case"));
    details_->setProperty("plain", true);
    details_->setReadOnly(true);
    details_->setTabChangesFocus(true);
    open_->setObjectName(QStringLiteral("probeOpen"));
    report_->setObjectName(QStringLiteral("probeReport"));

    auto* head = style::row(nullptr, {}, 8);
    head->addWidget(filter_);
    head->addWidget(words_, 1);
    head->addWidget(report_);
    auto* below = new QWidget;
    details_->setMinimumHeight(details_->fontMetrics().height() + 8); // so that rows have room
    auto* belowRow = style::row(below, {}, 6);
    belowRow->addWidget(details_, 1);
    belowRow->addWidget(open_, 0, Qt::AlignTop);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(view_);
    splitter->addWidget(below);
    splitter->setCollapsible(0, false); // the other may be, for the table on a low screen
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    auto* column = style::column(this, {}, 6);
    column->addWidget(summary_);
    column->addWidget(progress_);
    column->addLayout(head);
    column->addWidget(splitter, 1);
    setFocusProxy(view_);

    connect(filter_, &QComboBox::currentIndexChanged, this, &ProbeResults::filter);
    connect(words_, &QLineEdit::textChanged, this, &ProbeResults::filter);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ProbeResults::choose);
    connect(view_, &QTableView::activated, this, &ProbeResults::openRecording);
    connect(open_, &QPushButton::clicked, this, &ProbeResults::openRecording);
    connect(report_, &QPushButton::clicked, this, &ProbeResults::reportRequested);
}

QTableView* ProbeResults::buildTable()
{
    auto* view = new QTableView;
    view->setObjectName(QStringLiteral("probeTable"));
    view->setAccessibleName(tr("Cases of the probe"));
    view->setModel(rows_);
    view->horizontalHeader()->setSortIndicatorClearable(true); // back to the order of the probe
    view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    view->setSortingEnabled(true);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setAlternatingRowColors(true);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->horizontalHeader()->setHighlightSections(false);
    const int em = view->fontMetrics().averageCharWidth();
    constexpr int widths[] = {18, 15, 28, 34, 34, 17, 10}; // characters
    for (int column = 0; column < ProbeTable::ColumnCount; ++column) {
        view->horizontalHeader()->resizeSection(column, widths[column] * em);
    }
    return view;
}

void ProbeResults::begin(const std::vector<probe::Case>& cases)
{
    caseCount_ = cases.size();
    shownCase_.clear();
    table_->setCases(cases);
    progress_->show();
    style::showPart(progress_, 0, 1);
    report_->setEnabled(false);
    fillFilter();
    summary_->setText(present::formatCounted(caseCount_, "case"));
    view_->selectRow(0);
    describe();
}

void ProbeResults::add(const probe::CaseResult& result, quint64 done)
{
    table_->add(result);
    style::showPart(progress_, done, caseCount_);
    fillFilter();
    summary_->setText(
        tr("%1 of %2: %3")
            .arg(present::formatCount(done), present::formatCounted(caseCount_, "case"), counts()));
    describe();
}

void ProbeResults::finish(const probe::ProbeResult& result)
{
    for (const probe::CaseResult& one : result.cases) {
        table_->add(one);
    }
    table_->settle();
    progress_->hide();
    report_->setEnabled(true);
    fillFilter();
    const QString load = QString::fromStdString(probe::loadText(result.load));
    const QString took = present::formatDuration(result.took);
    summary_->setText(!result.error.empty()
                          ? tr("Nothing was tried: %1").arg(QString::fromStdString(result.error))
                      : result.interrupted
                          ? tr("Stopped after %1: %2. %3").arg(took, counts(), load)
                          : tr("Done in %1: %2. %3").arg(took, counts(), load));
    describe();
}

/// The verdicts with the number of their cases.
void ProbeResults::fillFilter()
{
    if (filter_->count() == 0) {
        filter_->addItem(tr("all verdicts"), AllVerdicts);
        for (int i = 0; i <= static_cast<int>(probe::LastVerdict); ++i) {
            const VerdictLook look = lookOf(static_cast<probe::Verdict>(i));
            filter_->addItem(style::icon(QLatin1String(look.icon), style::inkOf(look.tone)), {}, i);
        }
    }
    for (int row = 1; row < filter_->count(); ++row) {
        const auto verdict = static_cast<probe::Verdict>(filter_->itemData(row).toInt());
        filter_->setItemText(row, tr("%1 (%2)").arg(toQString(probe::verdictName(verdict)),
                                                    present::formatCount(table_->count(verdict))));
    }
}

/// "630 ok, 19 non-strict, 1 failed"
QString ProbeResults::counts() const
{
    QStringList counts;
    for (int i = 0; i <= static_cast<int>(probe::LastVerdict); ++i) {
        const auto verdict = static_cast<probe::Verdict>(i);
        if (const std::uint64_t count = table_->count(verdict); count > 0) {
            counts += QStringLiteral("%1 %2").arg(present::formatCount(count),
                                                  toQString(probe::verdictName(verdict)));
        }
    }
    return counts.join(QStringLiteral(", "));
}

void ProbeResults::filter()
{
    const int chosen = filter_->currentData().toInt();
    rows_->setVerdict(chosen == AllVerdicts
                          ? ProbeRows::Filter()
                          : ProbeRows::Filter(static_cast<probe::Verdict>(chosen)));
    rows_->setWords(words_->text());
    if (chosenRow() < 0) {
        view_->selectRow(0);
    }
    describe();
}

/// The row in the table; -1 if none is chosen.
int ProbeResults::chosenRow() const
{
    const QModelIndexList rows = view_->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows_->mapToSource(rows.first()).row();
}

const probe::CaseResult* ProbeResults::chosen() const
{
    const int row = chosenRow();
    return row < 0 ? nullptr : &table_->result(row);
}

/// Once a recording is shown, it is that of the chosen case.
void ProbeResults::choose()
{
    describe();
    if (!shownCase_.isEmpty()) {
        openRecording();
    }
}

void ProbeResults::describe()
{
    const int row = chosenRow();
    const QString text = row < 0 ? QString() : detailsOf(*chosen(), table_->hasFinished(row));
    if (text != details_->toPlainText()) {
        details_->setPlainText(text);
    }
    open_->setEnabled(row >= 0 && !chosen()->recording.empty());
}

void ProbeResults::openRecording()
{
    if (const auto* result = chosen(); result && !result->recording.empty()) {
        shownCase_ = QString::fromStdString(result->id);
        emit recordingRequested(QString::fromStdString(result->recording));
    }
}

} // namespace framescope::ui
