// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/raw_mode.h"

#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/frame_fields.h"
#include "ui/composer/modes/frames_editor.h"
#include "ui/composer/modes/wire_view.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/widgets/error_text.h"

#include <QComboBox>
#include <QStackedWidget>

namespace framescope::ui {

using Kind = message::Draft::Kind;

RawMode::RawMode(QWidget* parent)
    : ModePane(parent), ways_(new QComboBox), inputs_(new QStackedWidget),
      frames_(new FramesEditor), bytes_(new TemplateEdit), wire_(new WireView)
{
    ways_->setObjectName(QStringLiteral("rawWays"));
    ways_->setAccessibleName(tr("What is sent raw"));
    ways_->addItem(tr("Frames"));
    ways_->addItem(tr("Bytes"));
    bytes_->setObjectName(QStringLiteral("composerEditor"));
    bytes_->setAccessibleName(tr("Bytes to send"));
    bytes_->setPlaceholderText(
        tr("81 85 37 fa 21 3d 7f 9f 4d 51 58   put on the wire as it is, in hex"));
    bytes_->setTabChangesFocus(true);
    style::usePayloadFont(*bytes_);
    bytes_->setMinimumHeight(bytes_->fontMetrics().lineSpacing() + 12);
    auto* frames = new QWidget;
    auto* row = style::row(frames, {}, 6);
    row->addWidget(frames_, 3);
    row->addWidget(wire_, 2);
    inputs_->addWidget(frames);
    inputs_->addWidget(bytes_);
    style::column(this)->addWidget(inputs_);
    auto* tools = new QWidget;
    auto* toolRow = style::row(tools, {}, 8);
    toolRow->addWidget(ways_);
    toolRow->addWidget(frames_->buttons());
    toolRow->addStretch(1);
    setTools(tools);
    connect(ways_, &QComboBox::currentIndexChanged, this, &RawMode::wayChosen);
    connect(frames_, &FramesEditor::changed, this, &RawMode::changed);
    connect(bytes_, &QPlainTextEdit::textChanged, this, &RawMode::changed);
    wayChosen();
}

RawMode::Way RawMode::way() const
{
    return static_cast<Way>(ways_->currentIndex());
}

void RawMode::setWay(Way way)
{
    ways_->setCurrentIndex(way);
}

void RawMode::wayChosen()
{
    inputs_->setCurrentIndex(way());
    frames_->buttons()->setVisible(way() == Frames);
    setFocusProxy(way() == Frames ? static_cast<QWidget*>(frames_) : bytes_);
    emit changed();
}

message::Draft RawMode::draft() const
{
    message::Draft draft;
    draft.kind = way() == Frames ? Kind::Frames : Kind::Raw;
    draft.form = message::Form::Hex;
    if (way() == Frames) {
        draft.frames = frames_->frames();
    } else {
        draft.content = bytes_->message();
    }
    return draft;
}

message::Draft RawMode::draftToSend() const
{
    message::Draft draft = this->draft();
    if (way() == Frames) {
        draft.frames = frames_->framesWithKeys();
    }
    return draft;
}

void RawMode::setDraft(const message::Draft& draft)
{
    setWay(draft.kind == Kind::Frames ? Frames : Bytes);
    if (draft.kind == Kind::Frames) {
        frames_->setFrames(draft.frames);
    } else {
        bytes_->setPlainText(draft.content);
        bytes_->moveCursor(QTextCursor::End);
    }
}

void RawMode::clear()
{
    if (way() == Frames) {
        frames_->renewKeys();
        emit changed();
    } else {
        bytes_->clear();
    }
}

bool RawMode::isEmpty() const
{
    return way() == Bytes && bytes_->document()->isEmpty();
}

qsizetype RawMode::weight() const
{
    if (way() == Bytes) {
        return bytes_->document()->characterCount();
    }
    qsizetype weight = 0;
    for (const message::FrameDraft& frame : frames_->frames()) {
        weight += frame.payload.size();
    }
    return weight;
}

void RawMode::preview(const Result<message::Outgoing>& outgoing,
                      const message::TemplateScope& /*scope*/)
{
    const auto* frames = outgoing ? std::get_if<message::Frames>(&*outgoing) : nullptr;
    if (frames) {
        wire_->show(frames->frames);
    } else if (!outgoing) {
        wire_->show(errorText(outgoing.error()));
    }
}

void RawMode::clearPreview()
{
    wire_->show(weight() > 0 ? tr("Too much to be shown while it is written.") : QString());
}

QString RawMode::mistake() const
{
    return way() == Frames ? frames_->mistake() : QString();
}

int RawMode::neededHeight() const
{
    return way() == Frames ? frames_->neededHeight() : 0;
}

void RawMode::setVariables(const QStringList& names)
{
    frames_->fields().payload().setVariables(names);
    bytes_->setVariables(names);
}

} // namespace framescope::ui
