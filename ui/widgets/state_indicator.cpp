// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_indicator.h"

#include "present/words/visible_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>

namespace framescope::ui {

StateIndicator::StateIndicator(QWidget* parent)
    : QWidget(parent), icon_(new style::IconLabel(16)), word_(style::plainLabel()),
      note_(style::plainLabel({}, "muted"))
{
    auto* row = style::row(this, {}, 6);
    row->addWidget(icon_);
    row->addWidget(word_);
    row->addWidget(note_);
}

void StateIndicator::setLook(const StateLook& look)
{
    if (look == look_) {
        return;
    }
    look_ = look;
    icon_->setIcon(look_.icon, style::inkOf(look_.tone));
    word_->setText(present::visibleLine(look_.word));
    // The colour is set by the style sheet, which changes with the theme, not by a palette.
    style::restyle(*word_, "tone", static_cast<int>(look_.tone));
    setAccessibleName(tr("State of the connection"));
    tell();
}

void StateIndicator::tell()
{
    QStringList lines{look_.explanation, leadsTo_};
    lines.removeAll(QString());
    setToolTip(lines.join(QLatin1Char('\n')));
    setAccessibleDescription(leadsTo_.isEmpty() ? look_.word
                                                : look_.word + QStringLiteral(", ") + leadsTo_);
}

void StateIndicator::setLeadsTo(const QString& where)
{
    if (where == leadsTo_) {
        return;
    }
    leadsTo_ = where;
    const bool leads = !where.isEmpty();
    setFocusPolicy(leads ? Qt::TabFocus : Qt::NoFocus);
    leads ? setCursor(Qt::PointingHandCursor) : unsetCursor();
    for (QLabel* label : {word_, note_}) { // by the style sheet, which resets fonts with the theme
        style::restyle(*label, "leads", leads);
    }
    tell();
}

void StateIndicator::mouseReleaseEvent(QMouseEvent* event)
{
    if (!leadsTo_.isEmpty() && event->button() == Qt::LeftButton &&
        rect().contains(event->position().toPoint())) {
        emit chosen();
    }
}

void StateIndicator::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (!leadsTo_.isEmpty() &&
        (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter)) {
        emit chosen();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void StateIndicator::setNote(const QString& note)
{
    note_->setText(present::visibleLine(note));
    note_->setVisible(!note.isEmpty());
}

} // namespace framescope::ui
