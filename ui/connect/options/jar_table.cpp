// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/jar_table.h"

#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

QString expiryOf(const QNetworkCookie& cookie)
{
    return cookie.isSessionCookie()
               ? JarTable::tr("no date")
               : QLocale().toString(cookie.expirationDate().toLocalTime(), QLocale::ShortFormat);
}

QString domainOf(const QNetworkCookie& cookie)
{
    const QString domain = cookie.domain();
    return domain.startsWith(QLatin1Char('.')) ? QLatin1Char('*') + domain : domain;
}

} // namespace

JarTable::JarTable(QWidget* parent)
    : QWidget(parent),
      table_(rowTable("cookieJar", {tr("Cookie"), tr("Domain"), tr("Path"), tr("Expires")})),
      remove_(new QPushButton(tr("Remo&ve"))), removeAll_(new QPushButton(tr("Remove a&ll"))),
      note_(style::wrappedLabel({}, "muted"))
{
    table_->setAccessibleName(tr("Cookies that the server set"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    remove_->setObjectName(QStringLiteral("removeFromJar"));
    removeAll_->setObjectName(QStringLiteral("emptyJar"));
    auto* buttons = style::row(nullptr, {}, 6);
    for (QPushButton* button : {remove_, removeAll_}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    note_->setObjectName(QStringLiteral("cookieNote"));
    note_->hide();
    auto* column = style::column(this, {}, 6);
    column->addWidget(table_, 1);
    column->addWidget(note_);
    column->addLayout(buttons);
    setFocusProxy(table_);
    style::addCommand(table_, "", tr("Remove the cookie"), Qt::Key_Delete, this, &JarTable::remove);
    connect(remove_, &QPushButton::clicked, this, &JarTable::remove);
    connect(removeAll_, &QPushButton::clicked, this, &JarTable::removeAll);
    connect(table_, &QTableWidget::itemSelectionChanged, this,
            [this] { remove_->setEnabled(!table_->selectionModel()->selectedRows().isEmpty()); });
    refresh();
}

void JarTable::setJar(std::shared_ptr<connection::CookieJar> jar)
{
    jar_ = std::move(jar);
    shown_ = jar_ ? jar_->all() : QList<QNetworkCookie>();
    removed_.clear();
    refresh();
}

void JarTable::setNote(const QString& note)
{
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void JarTable::apply()
{
    for (const QNetworkCookie& cookie : std::exchange(removed_, {})) {
        jar_->remove(cookie);
    }
}

void JarTable::remove()
{
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    std::ranges::sort(rows, std::ranges::greater(), &QModelIndex::row);
    for (const QModelIndex& index : rows) {
        removed_ += shown_.takeAt(index.row());
    }
    refresh();
}

void JarTable::removeAll()
{
    removed_ += std::exchange(shown_, {});
    refresh();
}

void JarTable::refresh()
{
    table_->setRowCount(static_cast<int>(shown_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const QNetworkCookie& cookie = shown_.at(row);
        const QStringList texts{QString::fromUtf8(cookie.name()), domainOf(cookie), cookie.path(),
                                expiryOf(cookie)};
        for (int column = 0; column < table_->columnCount(); ++column) {
            table_->setItem(row, column, new QTableWidgetItem(texts.at(column)));
        }
    }
    table_->clearSelection();
    remove_->setEnabled(false);
    removeAll_->setEnabled(!shown_.isEmpty());
}

} // namespace framescope::ui
