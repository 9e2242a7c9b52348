// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/frames_editor.h"

#include "present/words/visible_line.h"
#include "ui/composer/modes/frame_fields.h"
#include "ui/style/building_blocks.h"
#include "wire/frames/frame_encoder.h"

#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

constexpr std::size_t MostFrames = 1000;
constexpr int ListWidth = 118;

QString frameLine(const message::FrameDraft& frame, std::size_t number)
{
    constexpr qsizetype Beginning = 16;
    return QStringLiteral("%1: %2%3 %4")
        .arg(number + 1)
        .arg(opcodeText(frame.opcode).section(QLatin1Char(' '), 1),
             frame.fin ? QString() : QStringLiteral("…"),
             present::visibleLine(frame.payload.left(Beginning)));
}

} // namespace

FramesEditor::FramesEditor(QWidget* parent)
    : QWidget(parent), list_(new QListWidget), fields_(new FrameFields), scroll_(new QScrollArea),
      buttons_(new QWidget)
{
    list_->setObjectName(QStringLiteral("frameList"));
    list_->setAccessibleName(tr("Frames in the order they are sent"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setFixedWidth(ListWidth);
    list_->setMinimumHeight(1);
    scroll_->setObjectName(QStringLiteral("frameFields"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidget(fields_);
    scroll_->setMinimumHeight(1);
    scroll_->setFocusPolicy(Qt::NoFocus);
    auto* row = style::row(this, {}, 6);
    row->addWidget(list_);
    row->addWidget(scroll_, 1);
    setFocusProxy(list_);
    makeButtons();
    connect(list_, &QListWidget::currentRowChanged, this, &FramesEditor::showCurrent);
    connect(fields_, &FrameFields::changed, this, &FramesEditor::takeFields);
    setFrames({});
}

int FramesEditor::neededHeight() const
{
    const QSize needed = fields_->minimumSizeHint();
    const bool scrolls = needed.width() > scroll_->width();
    return needed.height() + (scrolls ? scroll_->horizontalScrollBar()->sizeHint().height() : 0);
}

void FramesEditor::makeButtons()
{
    auto* row = style::row(buttons_, {}, 2);
    row->addWidget(addButton("frameAdd", "plus", tr("Add a frame"), &FramesEditor::add));
    row->addWidget(
        addButton("frameDuplicate", "copy", tr("Duplicate the frame"), &FramesEditor::duplicate));
    remove_ = addButton("frameRemove", "trash", tr("Remove the frame"), &FramesEditor::remove);
    up_ = addButton("frameUp", "chevron-up", tr("Send the frame earlier"), &FramesEditor::moveUp);
    down_ =
        addButton("frameDown", "chevron-down", tr("Send the frame later"), &FramesEditor::moveDown);
    for (QToolButton* button : {remove_, up_, down_}) {
        row->addWidget(button);
    }
}

QToolButton* FramesEditor::addButton(const char* name, const char* icon, const QString& what,
                                     void (FramesEditor::*run)())
{
    QToolButton* button = style::iconButton(name, icon, what);
    connect(button, &QToolButton::clicked, this, run);
    return button;
}

std::size_t FramesEditor::current() const
{
    return static_cast<std::size_t>(std::max(0, list_->currentRow()));
}

void FramesEditor::setFrames(std::vector<message::FrameDraft> frames)
{
    if (frames.size() > MostFrames) {
        frames.resize(MostFrames);
    }
    frames_ = std::move(frames);
    if (frames_.empty()) {
        frames_.emplace_back();
    }
    mistakes_.assign(frames_.size(), QString());
    keys_.resize(frames_.size());
    renewKeys();
    showList(0);
    emit changed();
}

std::vector<message::FrameDraft> FramesEditor::framesWithKeys() const
{
    std::vector<message::FrameDraft> frames = frames_;
    for (std::size_t n = 0; n < frames.size(); ++n) {
        if (frames[n].mask == message::FrameDraft::Mask::Random) {
            frames[n].mask = message::FrameDraft::Mask::Key;
            frames[n].key = keys_[n];
        }
    }
    return frames;
}

void FramesEditor::renewKeys()
{
    std::ranges::generate(keys_, wire::randomMaskKey);
}

QString FramesEditor::mistake() const
{
    const auto found =
        std::ranges::find_if(mistakes_, [](const QString& mistake) { return !mistake.isEmpty(); });
    return found == mistakes_.end()
               ? QString()
               : tr("Frame %1: %2").arg(found - mistakes_.begin() + 1).arg(*found);
}

void FramesEditor::showList(std::size_t chosen)
{
    {
        const QSignalBlocker blocked(list_);
        list_->clear();
        for (std::size_t n = 0; n < frames_.size(); ++n) {
            list_->addItem(frameLine(frames_[n], n));
        }
        list_->setCurrentRow(static_cast<int>(chosen));
    }
    showCurrent();
}

void FramesEditor::showCurrent()
{
    const std::size_t at = current();
    {
        const QSignalBlocker blocked(fields_);
        fields_->setFrame(frames_[at]);
    }
    remove_->setEnabled(frames_.size() > 1);
    up_->setEnabled(at > 0);
    down_->setEnabled(at + 1 < frames_.size());
}

void FramesEditor::takeFields()
{
    const std::size_t at = current();
    frames_[at] = fields_->frame();
    mistakes_[at] = fields_->mistake();
    list_->item(static_cast<int>(at))->setText(frameLine(frames_[at], at));
    emit changed();
}

void FramesEditor::add()
{
    if (frames_.size() < MostFrames) {
        const auto data = std::find_if(frames_.rbegin(), frames_.rend(), [](const auto& frame) {
            return frame.opcode <= static_cast<std::uint8_t>(wire::Opcode::Binary);
        });
        const bool goesOn = data != frames_.rend() && !data->fin;
        message::FrameDraft frame;
        frame.opcode = goesOn ? 0 : frame.opcode;
        frames_.push_back(frame);
        mistakes_.emplace_back();
        keys_.push_back(wire::randomMaskKey());
        showList(frames_.size() - 1);
        emit changed();
    }
}

void FramesEditor::duplicate()
{
    if (frames_.size() < MostFrames) {
        const auto at = static_cast<std::ptrdiff_t>(current());
        const message::FrameDraft frame = frames_[current()];
        frames_.insert(frames_.begin() + at + 1, frame);
        mistakes_.insert(mistakes_.begin() + at + 1, mistakes_[current()]);
        keys_.insert(keys_.begin() + at + 1, wire::randomMaskKey());
        showList(current() + 1);
        emit changed();
    }
}

void FramesEditor::remove()
{
    if (frames_.size() > 1) {
        const auto at = static_cast<std::ptrdiff_t>(current());
        frames_.erase(frames_.begin() + at);
        mistakes_.erase(mistakes_.begin() + at);
        keys_.erase(keys_.begin() + at);
        showList(std::min(static_cast<std::size_t>(at), frames_.size() - 1));
        emit changed();
    }
}

void FramesEditor::moveUp()
{
    swapWith(current() - 1);
}

void FramesEditor::moveDown()
{
    swapWith(current() + 1);
}

void FramesEditor::swapWith(std::size_t other)
{
    if (other < frames_.size()) {
        std::swap(frames_[current()], frames_[other]);
        std::swap(mistakes_[current()], mistakes_[other]);
        std::swap(keys_[current()], keys_[other]);
        showList(other);
        emit changed();
    }
}

} // namespace framescope::ui
