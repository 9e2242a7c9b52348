// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state_indicator.h"

#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace framescope::ui {

StateIndicator::StateIndicator(QWidget* parent)
    : QWidget(parent), icon_(new QLabel), word_(new QLabel), note_(new QLabel)
{
    note_->setProperty("role", QStringLiteral("muted"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
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
    draw();
}

void StateIndicator::setNote(const QString& note)
{
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void StateIndicator::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        draw();
    }
}

void StateIndicator::draw()
{
    icon_->setPixmap(style::icon(look_.icon, style::inkOf(look_.tone)).pixmap(16, 16));
    word_->setText(look_.word);
    QPalette inked = word_->palette();
    inked.setColor(QPalette::WindowText, style::colours(palette()).of(look_.tone));
    word_->setPalette(inked);
    // A server chose the words of a close reason: they are no markup.
    setToolTip(look_.explanation.isEmpty()
                   ? QString()
                   : QStringLiteral("<span>%1</span>").arg(look_.explanation.toHtmlEscaped()));
    setAccessibleName(tr("State of the connection"));
    setAccessibleDescription(look_.word);
}

} // namespace framescope::ui
