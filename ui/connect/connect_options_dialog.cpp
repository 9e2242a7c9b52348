// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_options_dialog.h"

#include "collection/resolving.h"
#include "ui/connect/behaviours_page.h"
#include "ui/connect/options/authorization_page.h"
#include "ui/connect/options/messages_page.h"
#include "ui/connect/options/options_summary.h"
#include "ui/connect/options/proxy_page.h"
#include "ui/connect/options/request_page.h"
#include "ui/connect/options/timing_page.h"
#include "ui/connect/options/tls_page.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/error_text.h"

#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>

namespace framescope::ui {

using connection::ConnectionOptions;

namespace {

/// Only as wide as its fields need, scrolled where there is less room.
QScrollArea* scrolled(QWidget* page)
{
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

ConnectOptionsDialog::ConnectOptionsDialog(const ConnectionOptions& options,
                                           const ConnectionOptions& usual, QWidget* parent)
    : QDialog(parent), given_(options), usual_(usual), list_(new QListWidget),
      stack_(new QStackedWidget),
      connected_(style::wrappedLabel(tr("A connection is open, and stays as it is: what is changed "
                                        "here applies to the next one, behaviours at once."))),
      summary_(style::wrappedLabel({}, "muted")), message_(style::wrappedLabel({}, "bad")),
      goTo_(new QPushButton(tr("&Go to it")))
{
    setObjectName(QStringLiteral("connectOptionsDialog"));
    setWindowTitle(tr("Connect options"));
    list_->setObjectName(QStringLiteral("optionPages"));
    list_->setAccessibleName(tr("Pages of options"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connected_->setObjectName(QStringLiteral("optionsApplyLater"));
    connected_->hide();
    summary_->setObjectName(QStringLiteral("optionsSummary"));
    message_->setObjectName(QStringLiteral("optionsMistake"));
    goTo_->setObjectName(QStringLiteral("goToMistake"));
    goTo_->setAutoDefault(false);
    addPages();

    auto* middle = style::row(nullptr, {}, 0);
    middle->addWidget(list_);
    middle->addWidget(stack_, 1);
    auto* wrong = style::row(nullptr, {}, 8);
    wrong->addWidget(message_, 1);
    wrong->addWidget(goTo_, 0, Qt::AlignTop);
    auto* foot = style::column(nullptr, {16, 10, 16, 12}, 8);
    foot->addWidget(connected_);
    foot->addWidget(summary_);
    foot->addLayout(wrong);
    foot->addWidget(buildButtons());
    auto* column = style::column(this);
    column->addLayout(middle, 1);
    column->addLayout(foot);

    connect(list_, &QListWidget::currentRowChanged, stack_, &QStackedWidget::setCurrentIndex);
    connect(goTo_, &QPushButton::clicked, this, [this] { showPage(mistaken_); });
    accept_->setDefault(true); // after adding it, or the dialog would choose another button
    list_->setCurrentRow(0);
    fill(options);
    before_ = this->options();
    fitToScreen();
    pages_.front()->setFocus();
}

/// An editor in a table that is still open tells what was typed when it is destroyed.
ConnectOptionsDialog::~ConnectOptionsDialog()
{
    for (OptionsPage* page : pages_) {
        page->disconnect(this);
    }
}

void ConnectOptionsDialog::addPages()
{
    identity_ = new AuthorizationPage;
    connect(this, &QDialog::accepted, identity_, &AuthorizationPage::applyToJar);
    pages_ = {new RequestPage,  identity_,      new TlsPage,       new ProxyPage,
              new MessagesPage, new TimingPage, new BehavioursPage};
    for (OptionsPage* page : pages_) {
        auto* item = new QListWidgetItem(style::icon(page->iconName(), style::Ink::Muted),
                                         page->title(), list_);
        item->setSizeHint({0, list_->fontMetrics().height() * 2});
        stack_->addWidget(scrolled(page));
        connect(page, &OptionsPage::changed, this, &ConnectOptionsDialog::refresh);
    }
    constexpr int Padding = 64; // the icon, and room for the mark of a change
    int widest = 0;
    QFont bold = list_->font();
    bold.setBold(true); // as those that were changed are written
    for (const OptionsPage* page : pages_) {
        widest = std::max(widest, QFontMetrics(bold).horizontalAdvance(page->title()));
    }
    list_->setFixedWidth(widest + Padding);
}

QWidget* ConnectOptionsDialog::buildButtons()
{
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                                   QDialogButtonBox::RestoreDefaults);
    accept_ = buttons->button(QDialogButtonBox::Ok);
    reset_ = buttons->button(QDialogButtonBox::RestoreDefaults);
    reset_->setText(tr("&Reset to defaults"));
    reset_->setObjectName(QStringLiteral("resetOptions"));
    reset_->setAutoDefault(false);
    connect(reset_, &QPushButton::clicked, this, [this] { fill(usual_); });
    return buttons;
}

void ConnectOptionsDialog::fill(const ConnectionOptions& options)
{
    filling_ = true;
    ConnectionOptions shown = options;
    shown.url = given_.url;
    shown.resource = given_.resource;
    shown.cookieJar = given_.cookieJar;
    for (OptionsPage* page : pages_) {
        page->showAll(shown);
        page->load(shown);
    }
    filling_ = false;
    refresh();
}

ConnectionOptions ConnectOptionsDialog::options() const
{
    ConnectionOptions options = given_;
    for (const OptionsPage* page : pages_) {
        page->store(options);
    }
    return options;
}

bool ConnectOptionsDialog::hasChoices() const
{
    ConnectionOptions usual = usual_;
    usual.url = given_.url;
    usual.resource = given_.resource;
    usual.cookieJar = given_.cookieJar;
    return options() != usual;
}

Result<void> ConnectOptionsDialog::check() const
{
    for (const OptionsPage* page : pages_) {
        if (auto checked = page->check(); !checked) {
            return checked;
        }
    }
    return connection::check(collection::withWords(options()));
}

QString ConnectOptionsDialog::mistake() const
{
    const auto checked = check();
    return checked ? QString() : errorText(checked.error());
}

void ConnectOptionsDialog::setCookieNote(const QString& note)
{
    identity_->setCookieNote(note);
}

void ConnectOptionsDialog::setConnected(bool connected)
{
    connected_->setVisible(connected);
}

void ConnectOptionsDialog::reject()
{
    if (options() == before_) {
        QDialog::reject();
        return;
    }
    auto* box =
        new QMessageBox(QMessageBox::Question, windowTitle(),
                        tr("Discard the changes of the options?"), QMessageBox::Cancel, this);
    QPushButton* discard = box->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    style::openOnce(box);
}

bool ConnectOptionsDialog::showMistake(const Error& error)
{
    const int page = mark(error);
    if (page >= 0) {
        message_->setText(errorText(error));
        message_->show();
        showPage(page);
    }
    return page >= 0;
}

/// Shows the error at its field; returns the index of the page, or -1.
int ConnectOptionsDialog::mark(const Error& error)
{
    const auto found = std::ranges::find_if(
        pages_, [&error](OptionsPage* page) { return page->showMistake(error); });
    return found == pages_.end() ? -1 : static_cast<int>(found - pages_.begin());
}

void ConnectOptionsDialog::showPage(int index)
{
    if (index >= 0) {
        list_->setCurrentRow(index);
        pages_.at(static_cast<std::size_t>(index))->focusMistake();
    }
}

/// Shows what follows from the options, what is wrong, and what was changed.
void ConnectOptionsDialog::refresh()
{
    if (filling_) {
        return;
    }
    const ConnectionOptions chosen = options();
    for (OptionsPage* page : pages_) {
        page->clearMistake();
        page->showAll(chosen);
    }
    const auto checked = check();
    mistaken_ = checked ? -1 : mark(checked.error());
    message_->setText(checked ? QString() : errorText(checked.error()));
    message_->setVisible(!checked);
    goTo_->setVisible(mistaken_ >= 0);
    accept_->setEnabled(checked.has_value());
    const QStringList changes = changesFrom(usual_, chosen);
    summary_->setText(changes.isEmpty()
                          ? tr("Nothing differs from the defaults.")
                          : tr("Changed: %1.").arg(changes.join(QStringLiteral("; "))));
    reset_->setEnabled(hasChoices());
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        ConnectionOptions one = usual_;
        pages_[i]->store(one);
        const bool wrong = static_cast<int>(i) == mistaken_;
        const bool changed = one != usual_;
        QListWidgetItem& item = *list_->item(static_cast<int>(i));
        item.setIcon(wrong ? style::icon(QStringLiteral("error"), style::Ink::Bad)
                           : style::icon(pages_[i]->iconName(),
                                         changed ? style::Ink::Accent : style::Ink::Muted));
        QFont font = list_->font();
        font.setBold(changed || wrong);
        item.setFont(font);
        const QString state = wrong     ? tr("%1 (a mistake)")
                              : changed ? tr("%1 (changed)")
                                        : QStringLiteral("%1");
        item.setData(Qt::AccessibleTextRole, state.arg(pages_[i]->title()));
        item.setToolTip(wrong || changed ? state.arg(pages_[i]->title()) : QString());
    }
}

void ConnectOptionsDialog::fitToScreen()
{
    constexpr int Columns = 112; // of characters
    constexpr int Lines = 34;
    constexpr int Frame = 60; // of the window, and some air
    const QScreen* screen = parentWidget() ? parentWidget()->screen() : this->screen();
    const QSize room = screen->availableSize() - QSize(Frame, Frame);
    const QFontMetrics& metrics = fontMetrics();
    resize(
        QSize(Columns * metrics.averageCharWidth(), Lines * metrics.lineSpacing()).boundedTo(room));
}

} // namespace framescope::ui
