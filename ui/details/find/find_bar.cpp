// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/find_bar.h"

#include "present/payload/place_finder.h"
#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/pane_keys.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace framescope::ui {

namespace {

QString noteOn(const present::FoundPlaces* matches, std::optional<std::uint64_t> place)
{
    if (!matches || (matches->places.empty() && !matches->complete)) {
        return place ? FindBar::tr("Found") : FindBar::tr("Searching…");
    }
    if (!matches->error.isEmpty()) {
        return matches->error;
    }
    if (matches->places.empty()) {
        return FindBar::tr("Not found");
    }
    QString count = present::formatCount(matches->places.size());
    if (matches->more) {
        count += QLatin1Char('+');
    } else if (!matches->complete) {
        count += QChar(0x2026);
    }
    const auto number = place ? matches->numberOf(*place) : std::nullopt;
    return number ? FindBar::tr("%1 of %2").arg(present::formatCount(*number), count)
                  : FindBar::tr("%1 found").arg(count);
}

} // namespace

FindBar::FindBar(Kind kind, QWidget* parent)
    : QWidget(parent), field_(new QLineEdit), case_(new QToolButton),
      hex_(kind == Kind::TextOrHex ? new QToolButton : nullptr),
      note_(new ElidedLabel("findNote", "muted"))
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

    auto* layout = style::row(this, {12, 4, 8, 4}, 4);
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
    const auto add = [&](const char* name, const char* icon, const QString& what, auto run) {
        auto* button = style::iconButton(name, icon, what);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, run);
    };
    add("findPrevious", "chevron-up", tr("Previous (Shift+F3)"), &FindBar::previousRequested);
    add("findNext", "chevron-down", tr("Next (F3)"), &FindBar::nextRequested);
    add("findClose", "close", tr("Close (Esc)"), &FindBar::close);
    connect(field_, &QLineEdit::textChanged, this, &FindBar::edited);
    hide();
}

void FindBar::serve(const QWidgetList& widgets)
{
    auto* keys = new PaneKeys(widgets + QWidgetList{field_}, this);
    connect(keys, &PaneKeys::findRequested, this, &FindBar::open);
    connect(keys, &PaneKeys::nextRequested, this, &FindBar::nextRequested);
    connect(keys, &PaneKeys::previousRequested, this, &FindBar::previousRequested);
    QWidget* first = widgets.front();
    connect(this, &FindBar::closed, first, [first] { first->setFocus(); });
}

QToolButton* FindBar::makeOpenButton(const char* objectName, const QString& what)
{
    QToolButton* button = style::iconButton(objectName, "search", what);
    connect(button, &QToolButton::clicked, this, &FindBar::open);
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

void FindBar::showMatches(const present::FoundPlaces* matches, std::optional<std::uint64_t> place)
{
    setNote(noteOn(matches, place));
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
