// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/header_editor.h"

#include "base/text/qt_string.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace framescope::ui {

namespace {

QPushButton* makeButton(const char* objectName, const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    return button;
}

} // namespace

HeaderEditor::HeaderEditor(QWidget* parent)
    : QWidget(parent), lines_(new HeaderLines(this)), table_(new QTableView),
      repeat_(makeButton("repeatHeader", tr("&Repeat"), tr("Send the line another time"))),
      remove_(makeButton("removeHeader", tr("Re&move"),
                         tr("Remove the line, or send ours again (Del)"))),
      up_(makeButton("headerUp", tr("&Up"), tr("Send the line earlier (Alt+Up)"))),
      down_(makeButton("headerDown", tr("&Down"), tr("Send the line later (Alt+Down)"))),
      secrets_(new QCheckBox(tr("&Show secrets"))), notTaken_(style::wrappedLabel({}, "bad")),
      mistake_(style::wrappedLabel({}, "bad"))
{
    build();
    addCommands();
    secrets_->setObjectName(QStringLiteral("showSecrets"));
    notTaken_->hide();
    mistake_->hide();
    connect(secrets_, &QCheckBox::toggled, lines_, &HeaderLines::setSecretsShown);
    connect(repeat_, &QPushButton::clicked, this, &HeaderEditor::repeat);
    connect(remove_, &QPushButton::clicked, this, &HeaderEditor::remove);
    connect(up_, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { move(1); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HeaderEditor::updateButtons);
    connect(lines_, &HeaderLines::edited, this, &HeaderEditor::updateButtons);
    connect(lines_, &HeaderLines::modelReset, this, &HeaderEditor::updateButtons);
    connect(lines_, &HeaderLines::edited, notTaken_, &QWidget::hide);
    updateButtons();
}

void HeaderEditor::build()
{
    table_->setObjectName(QStringLiteral("headers"));
    table_->setAccessibleName(tr("Header lines, in the order in which they go out"));
    table_->setModel(lines_);
    style::usePayloadFont(*table_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView* header = table_->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(HeaderLines::Name, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(HeaderLines::Value, QHeaderView::Stretch);
    header->setSectionResizeMode(HeaderLines::Kind, QHeaderView::ResizeToContents);
    constexpr int FewestRows = 7;
    table_->setMinimumHeight(FewestRows * table_->fontMetrics().height() * 3 / 2);

    auto* add = makeButton("addHeader", tr("&Add"), tr("Add a line (Ins)"));
    auto* paste =
        makeButton("pasteHeaders", tr("&Paste"), tr("Add the lines in the clipboard (Ctrl+V)"));
    connect(add, &QPushButton::clicked, this, &HeaderEditor::add);
    connect(paste, &QPushButton::clicked, this, &HeaderEditor::paste);
    auto* buttons = new QGridLayout;
    buttons->setSpacing(6);
    int number = 0;
    for (QPushButton* button : {add, repeat_, remove_, up_, down_, paste}) {
        buttons->addWidget(button, number / 6, number % 6);
        ++number;
    }
    buttons->setColumnStretch(6, 1);
    auto* column = style::column(this, {}, 6);
    column->addWidget(table_, 1);
    column->addWidget(mistake_);
    column->addLayout(buttons);
    column->addWidget(secrets_);
    column->addWidget(notTaken_);
    setFocusProxy(table_);
}

void HeaderEditor::addCommands()
{
    style::addCommand(table_, "", tr("Add a line"), Qt::Key_Insert, this, &HeaderEditor::add);
    style::addCommand(table_, "", tr("Remove the line"), Qt::Key_Delete, this,
                      &HeaderEditor::remove);
    style::addCommand(table_, "", tr("Up"), Qt::ALT | Qt::Key_Up, this, [this] { move(-1); });
    style::addCommand(table_, "", tr("Down"), Qt::ALT | Qt::Key_Down, this, [this] { move(1); });
    style::addCommand(table_, "", tr("Paste lines"), QKeySequence::Paste, this,
                      &HeaderEditor::paste);
    style::addCommand(table_, "", tr("Copy lines"), QKeySequence::Copy, this, &HeaderEditor::copy);
}

void HeaderEditor::showMistake(const Error& error)
{
    mistake_->setText(errorText(error));
    mistake_->setVisible(!error.what.empty());
    style::restyle(*table_, "invalid", !error.what.empty());
}

void HeaderEditor::goToMistake()
{
    if (const auto row = lines_->mistakenRow()) {
        goTo(*row, HeaderLines::Name);
    }
    table_->setFocus(Qt::OtherFocusReason);
}

void HeaderEditor::add()
{
    const int row = lines_->add();
    goTo(row, HeaderLines::Name);
    table_->edit(lines_->index(row, HeaderLines::Name));
}

void HeaderEditor::repeat()
{
    if (currentRow() >= 0) {
        goTo(lines_->repeat(currentRow()), HeaderLines::Value);
    }
}

void HeaderEditor::remove()
{
    const int row = currentRow();
    lines_->remove(row);
    goTo(std::min(row, lines_->rowCount() - 1), HeaderLines::Value);
}

void HeaderEditor::move(int by)
{
    if (currentRow() >= 0) {
        goTo(lines_->move(currentRow(), by), table_->currentIndex().column());
    }
}

void HeaderEditor::paste()
{
    const auto taken = lines_->addText(QGuiApplication::clipboard()->text());
    notTaken_->setVisible(!taken);
    if (!taken) {
        notTaken_->setText(tr("Not taken: %1").arg(toQString(taken.error().message())));
    }
    goTo(lines_->rowCount() - 1, HeaderLines::Value);
}

void HeaderEditor::copy() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::ranges::sort(rows);
    QGuiApplication::clipboard()->setText(lines_->textOf(rows));
}

void HeaderEditor::goTo(int row, int column)
{
    table_->selectionModel()->setCurrentIndex(lines_->index(row, column),
                                              QItemSelectionModel::ClearAndSelect |
                                                  QItemSelectionModel::Rows);
    updateButtons();
}

int HeaderEditor::currentRow() const
{
    return table_->currentIndex().row();
}

void HeaderEditor::updateButtons()
{
    const int row = currentRow();
    const bool any = row >= 0 && row < lines_->rowCount();
    repeat_->setEnabled(any);
    remove_->setEnabled(any && lines_->isUsers(row));
    up_->setEnabled(any && lines_->canMove(row, -1));
    down_->setEnabled(any && lines_->canMove(row, 1));
}

} // namespace framescope::ui
