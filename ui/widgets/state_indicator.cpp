// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_indicator.h"

#include "present/words/visible_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"

#include <QLabel>

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
    setToolTip(look_.explanation);
    setAccessibleName(tr("State of the connection"));
    setAccessibleDescription(look_.word);
}

void StateIndicator::setNote(const QString& note)
{
    note_->setText(present::visibleLine(note));
    note_->setVisible(!note.isEmpty());
}

} // namespace framescope::ui
