// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/client_pane.h"

#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "ui/server/client_table.h"
#include "ui/server/server_play.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <vector>

namespace framescope::ui {

namespace {

constexpr std::chrono::milliseconds BetweenLooks{200};

/// The steps that a client did not take as it was to.
std::vector<scenario::StepResult> failedSteps(const scenario::RunResult& result)
{
    std::vector<scenario::StepResult> failed;
    std::ranges::copy_if(result.steps, std::back_inserter(failed), [](const auto& step) {
        return step.outcome == scenario::Outcome::Failed ||
               step.outcome == scenario::Outcome::Error;
    });
    return failed;
}

/// What a client did otherwise than it was to, step by step.
QString storyOf(const scenario::RunResult& result)
{
    QStringList lines;
    const auto add = [&lines](const QString& what, const std::string& text) {
        if (!text.empty()) {
            lines += QStringLiteral("  %1 %2").arg(
                what, present::visibleLines(QString::fromStdString(text)));
        }
    };
    if (result.steps.empty()) {
        lines += present::visibleLine(QString::fromStdString(result.scenario));
    }
    for (const scenario::StepResult& step : failedSteps(result)) {
        lines +=
            QStringLiteral("%1: %2").arg(QString::fromStdString(step.place.text()),
                                         present::visibleLine(QString::fromStdString(step.text)));
        add(ClientPane::tr("expected"), step.expected);
        add(ClientPane::tr("came"), step.came);
        add(ClientPane::tr("difference"), step.difference);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ClientPane::ClientPane(QWidget* parent)
    : QWidget(parent), table_(new ClientTable(this)), view_(new QTableView),
      count_(style::plainLabel({}, "muted")), all_(new QToolButton), story_(new QPlainTextEdit)
{
    view_->setObjectName(QStringLiteral("serverClients"));
    view_->setAccessibleName(tr("Clients of the server"));
    view_->setModel(table_);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
    QHeaderView* header = view_->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int em = view_->fontMetrics().averageCharWidth();
    constexpr int widths[] = {14, 17, 10, 26, 14}; // characters
    for (int column = 0; column < ClientTable::ColumnCount; ++column) {
        header->resizeSection(column, widths[column] * em);
    }
    constexpr int margins = 24; // of a cell and its header
    header->resizeSection(ClientTable::Client, margins + view_->fontMetrics().horizontalAdvance(
                                                             QStringLiteral("127.0.0.1:65535")));
    count_->setObjectName(QStringLiteral("serverClientCount"));
    all_->setObjectName(QStringLiteral("serverAllClients"));
    all_->setText(tr("Show all"));
    all_->setToolTip(tr("Show the rows of all clients in the timeline again"));
    all_->setEnabled(false);
    story_->setObjectName(QStringLiteral("serverStory"));
    story_->setAccessibleName(tr("What the client did otherwise than it was to"));
    story_->setProperty("plain", true);
    story_->setReadOnly(true);
    story_->setTabChangesFocus(true);
    style::usePayloadFont(*story_);
    story_->hide();

    auto* head = style::row(nullptr, {}, 6);
    head->addWidget(count_, 1);
    head->addWidget(all_);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(view_);
    splitter->addWidget(story_);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    auto* column = style::column(this, {}, 4);
    column->addLayout(head);
    column->addWidget(splitter, 1);
    setFocusProxy(view_);

    connect(&timer_, &QTimer::timeout, this, &ClientPane::refresh);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ClientPane::choose);
    connect(all_, &QToolButton::clicked, this, &ClientPane::showAll);
    style::addCommand(view_, "", tr("Show all"), Qt::Key_Escape, this, &ClientPane::showAll);
}

void ClientPane::setPlay(std::shared_ptr<const ServerPlay> play)
{
    view_->clearSelection();
    table_->clear();
    play_ = std::move(play);
    timer_.start(BetweenLooks);
    refresh();
}

void ClientPane::showAll()
{
    view_->clearSelection();
}

void ClientPane::settle()
{
    timer_.stop();
    refresh();
}

void ClientPane::refresh()
{
    if (!play_) {
        return;
    }
    table_->refresh(play_->clients(), [this](std::uint64_t client) { return whyFailed(client); });
    if (const QString now = summary(); now != count_->text()) {
        count_->setText(now);
        emit changed();
    }
    describe();
}

QString ClientPane::summary() const
{
    if (!play_) {
        return {};
    }
    std::uint64_t failed = 0;
    for (int row = 0; row < table_->rowCount(); ++row) {
        failed += hasFailed(table_->client(row)) ? 1 : 0;
    }
    const QString clients = present::formatCounted(play_->clients().total(), "client");
    return failed > 0 ? tr("%1, %2 failed").arg(clients, present::formatCount(failed)) : clients;
}

/// Of what a client did otherwise, the first.
QString ClientPane::whyFailed(std::uint64_t client) const
{
    const auto line = [](const std::string& text) {
        return present::visibleLine(QString::fromStdString(text));
    };
    if (const auto told = play_->toldOf(client); !told.empty()) {
        return line(told.front());
    }
    const auto result = play_->resultOf(client);
    if (!result) {
        return {};
    }
    const auto failed = failedSteps(*result);
    if (failed.empty()) {
        return line(result->scenario);
    }
    const scenario::Place& place = failed.front().place;
    const QString came = line(failed.front().came);
    return tr("line %1: %2")
        .arg(place.line)
        .arg(failed.front().expected.empty()
                 ? came
                 : tr("expected %1, came %2").arg(line(failed.front().expected), came));
}

void ClientPane::choose()
{
    const QModelIndexList rows = view_->selectionModel()->selectedRows();
    all_->setEnabled(!rows.isEmpty());
    all_->setText(rows.isEmpty() ? tr("Show all") : tr("Show all clients again"));
    describe();
    if (rows.isEmpty()) {
        emit connectionChosen(std::nullopt);
    } else {
        emit connectionChosen(table_->client(rows.first().row()).connection);
    }
}

void ClientPane::describe()
{
    const QModelIndexList rows = view_->selectionModel()->selectedRows();
    QString story;
    if (!rows.isEmpty()) {
        const std::uint64_t client = table_->client(rows.first().row()).number;
        const auto result = play_->resultOf(client);
        story = result ? storyOf(*result) : QString();
        for (const std::string& told : play_->toldOf(client)) {
            story += (story.isEmpty() ? QString() : QStringLiteral("\n")) +
                     present::visibleLine(QString::fromStdString(told));
        }
    }
    if (story != story_->toPlainText()) {
        story_->setPlainText(story);
    }
    story_->setVisible(!story.isEmpty());
}

} // namespace framescope::ui
