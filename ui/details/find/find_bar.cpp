// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/find_bar.h"

#include "ui/style/icons.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace framescope::ui {

FindBar::FindBar(Kind kind, QWidget* parent)
    : QWidget(parent), field_(new QLineEdit), case_(new QToolButton),
      hex_(kind == Kind::TextOrHex ? new QToolButton : nullptr), note_(new ElidedLabel)
{
    setObjectName(QStringLiteral("findBar"));
    setProperty("role", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    field_->setObjectName(QStringLiteral("findField"));
    field_->setPlaceholderText(tr("Find"));
    field_->setAccessibleName(tr("Find in this pane"));
    field_->setClearButtonEnabled(false);
    field_->installEventFilter(this);
    case_->setObjectName(QStringLiteral("findCase"));
    case_->setText(QStringLiteral("Aa"));
    case_->setToolTip(tr("Match case"));
    note_->setObjectName(QStringLiteral("findNote"));
    note_->setProperty("role", "muted");

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(field_, 2);
    layout->addWidget(case_);
    for (QToolButton* toggle : {case_, hex_}) {
        if (toggle) {
            toggle->setCheckable(true);
            connect(toggle, &QToolButton::toggled, this, &FindBar::edited);
        }
    }
    case_->setAccessibleName(case_->toolTip());
    if (hex_) {
        hex_->setObjectName(QStringLiteral("findHex"));
        hex_->setText(tr("Hex"));
        hex_->setToolTip(tr("Find bytes in hex, ?? is any byte"));
        hex_->setAccessibleName(hex_->toolTip());
        layout->addWidget(hex_);
        connect(hex_, &QToolButton::toggled, this, [this](bool hex) {
            field_->setPlaceholderText(hex ? tr("ca fe ?? 01") : tr("Find"));
            case_->setEnabled(!hex);
        });
    }
    layout->addWidget(note_, 1);
    connect(addButton(QStringLiteral("chevron-up"), tr("Previous (Shift+F3)"), "findPrevious"),
            &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(addButton(QStringLiteral("chevron-down"), tr("Next (F3)"), "findNext"),
            &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(addButton(QStringLiteral("close"), tr("Close (Esc)"), "findClose"),
            &QToolButton::clicked, this, &FindBar::close);
    connect(field_, &QLineEdit::textChanged, this, &FindBar::edited);
    hide();
}

QToolButton* FindBar::addButton(const QString& icon, const QString& name, const char* object)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(object));
    button->setIcon(style::icon(icon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    layout()->addWidget(button);
    return button;
}

QString FindBar::text() const
{
    return field_->text();
}

bool FindBar::isCaseSensitive() const
{
    return case_->isChecked();
}

bool FindBar::isHex() const
{
    return hex_ && hex_->isChecked();
}

void FindBar::open()
{
    const bool again = isHidden() && !field_->text().isEmpty();
    show();
    if (again) {
        emit edited();
    }
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FindBar::close()
{
    hide();
    emit closed();
}

void FindBar::setNote(const QString& note)
{
    note_->setLine(note);
}

void FindBar::setMistake(const QString& mistake)
{
    style::restyle(*field_, "invalid", !mistake.isEmpty());
    field_->setToolTip(mistake);
    setNote(mistake);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            key->modifiers().testFlag(Qt::ShiftModifier) ? emit previousRequested()
                                                         : emit
                                                           nextRequested();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace framescope::ui
