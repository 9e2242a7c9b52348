// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text/text_pane.h"

#include "present/words/format.h"
#include "timeline/details/detail_json.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/payload_finder.h"
#include "ui/details/story/document_html.h"
#include "ui/details/text/text_view.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace framescope::ui {

namespace {

/// Returns why JSON can't be laid out; empty if it can.
QString reasonNotToLayOut(const present::LoadedEvent& event)
{
    if (!event.json && !event.jsonLater) {
        return TextPane::tr("Only JSON can be laid out over lines.");
    }
    if (event.json && event.json->outline.failure()) {
        return TextPane::tr("This JSON has a mistake, see the JSON tab: it is shown as it is.");
    }
    return event.content->size() > present::JsonLayout::MostText
               ? TextPane::tr("JSON of up to 1 MiB can be laid out over lines. The JSON tab "
                              "shows any size.")
               : QString();
}

} // namespace

TextPane::TextPane(QWidget* parent)
    : QWidget(parent), view_(new TextView), findBar_(new FindBar(FindBar::Kind::Text)),
      finder_(new PayloadFinder(findBar_, this)), copy_(new present::PayloadCopy(this)),
      legend_(new QWidget), invalid_(new ElidedLabel("payloadNote", "bad")),
      place_(new ElidedLabel("textPlace", "muted")),
      indent_(style::iconButton("layOutJson", "braces", tr("Lay out JSON over lines"))),
      wrap_(style::iconButton("wrapLines", "wrap", tr("Wrap long lines")))
{
    view_->setObjectName(QStringLiteral("payloadText"));
    view_->setMinimumHeight(1); // the text shrinks away before its legend does
    view_->setAccessibleName(tr("Payload as text"));
    auto* layout = style::column(this);
    layout->addWidget(findBar_);
    layout->addWidget(view_, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(view_);

    findBar_->serve({view_});
    connect(finder_, &PayloadFinder::patternChanged, view_, &TextView::setPattern);
    connect(finder_, &PayloadFinder::found, view_, &TextView::select);
    connect(view_, &TextView::selectionChanged, this, &TextPane::describe);
    connect(view_, &TextView::rowsChanged, this, &TextPane::describeInvalid);
    connect(view_, &TextView::failed, this, &TextPane::say);
    connect(view_, &TextView::copyRequested, this, [this] { copy(present::CopyFormat::Text); });
    connect(view_, &TextView::menuRequested, this, &TextPane::showMenu);
    connect(copy_, &present::PayloadCopy::finished, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        describe();
    });
    connect(copy_, &present::PayloadCopy::failed, this, &TextPane::say);
}

QWidget* TextPane::makeFooter()
{
    auto* first = new QToolButton;
    first->setObjectName(QStringLiteral("firstInvalid"));
    first->setText(tr("Show"));
    first->setToolTip(tr("Go to the first byte that is not UTF-8"));
    auto* legendRow = style::row(legend_, {12, 2, 8, 0}, style::UsualSpacing);
    legendRow->addWidget(invalid_, 1);
    legendRow->addWidget(first);
    connect(first, &QToolButton::clicked, this, [this] {
        view_->select(view_->rows().firstInvalid().value_or(0), 1);
        view_->setFocus();
    });

    makeTools();
    auto* row = style::row(nullptr, {12, 2, 8, 2}, 4);
    row->addWidget(place_, 1);
    row->addWidget(indent_);
    row->addWidget(wrap_);
    row->addWidget(findBar_->makeOpenButton("findInText", tr("Find (Ctrl+F)")));
    auto* footer = new QWidget;
    auto* column = style::column(footer);
    column->addWidget(legend_);
    column->addLayout(row);
    return footer;
}

void TextPane::makeTools()
{
    indent_->setCheckable(true);
    connect(indent_, &QToolButton::toggled, this, [this] {
        const auto [first, count] = view_->selection();
        const auto [sourceFirst, sourceCount] =
            sourceOf(count > 0 ? first : view_->cursor(), count);
        fill();
        select(sourceFirst, sourceCount);
    });
    wrap_->setCheckable(true);
    wrap_->setChecked(true);
    connect(wrap_, &QToolButton::toggled, view_, &TextView::setWrapping);
}

void TextPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    event_ = event;
    const QString reason = reasonNotToLayOut(*event);
    indent_->setEnabled(reason.isEmpty());
    indent_->setToolTip(
        !reason.isEmpty() ? reason
                          : tr("Lay out JSON over lines. Keys and values stay as they were sent."));
    damaged_ = event->record.wirePayload.has_value();
    view_->setPlaceholderText(
        event->isLifeCycle() ? tr("There are no further details.")
        : damaged_
            ? tr("Nothing of the payload could be inflated. Hex shows the bytes as they came.")
            : tr("The payload is empty."));
    fill();
}

void TextPane::fill()
{
    std::shared_ptr<const present::Payload> content = event_->content;
    layOut();
    if (layout_) {
        content = present::Payload::ofBytes(std::make_shared<const Bytes>(layout_->text()));
    } else if (event_->isLifeCycle()) {
        const auto& said = event_->record.detail.lifeCycle;
        const std::string lines = said ? memberLines(timeline::membersOf(*said)) : std::string();
        const ByteView view = asBytes(lines);
        content =
            present::Payload::ofBytes(std::make_shared<const Bytes>(view.begin(), view.end()));
    }
    filling_ = true;
    finder_->setSearched({content});
    view_->setPayload(std::move(content));
    filling_ = false;
}

void TextPane::layOut()
{
    layout_.reset();
    if (!indent_->isChecked() || !indent_->isEnabled()) {
        return;
    }
    const ByteView text = *event_->payload;
    if (event_->json || !codec::JsonOutline::parse(text).failure()) {
        layout_ = present::JsonLayout::of(text);
    }
}

/// Returns the bytes of the payload that belong to bytes of the text shown.
std::pair<quint64, quint64> TextPane::sourceOf(quint64 first, quint64 count) const
{
    if (!layout_) {
        return {first, count};
    }
    const quint64 begin = layout_->sourceOf(first);
    return {begin, count > 0 ? layout_->sourceOf(first + count - 1) + 1 - begin : 0};
}

void TextPane::select(std::uint64_t first, std::uint64_t count)
{
    if (!layout_) {
        view_->select(first, count);
        return;
    }
    const quint64 begin = layout_->layoutOf(first);
    view_->select(begin, count > 0 ? layout_->layoutOf(first + count - 1) + 1 - begin : 0);
}

void TextPane::setSought(std::vector<filter::TextPattern> patterns)
{
    view_->setSought(std::move(patterns));
}

void TextPane::setOthers(bool hex, bool json)
{
    hasOthers_ = true;
    hasHex_ = hex;
    hasJson_ = json;
}

void TextPane::copy(present::CopyFormat format)
{
    const auto [first, count] = view_->selection();
    if (count > 0) {
        copy_->start(view_->payload(), first, count, format);
        if (copy_->isRunning()) {
            say(tr("Copying…"));
        }
    }
}

void TextPane::describe()
{
    const auto [first, count] = view_->selection();
    finder_->setSelection(count > 0 ? first : view_->cursor(), count);
    // Offsets are those of the payload, even if it is laid out.
    const quint64 cursor = sourceOf(view_->cursor(), 0).first;
    const auto [begin, length] = sourceOf(first, count);
    QString text =
        tr("Offset %1 of %2")
            .arg(present::formatCount(cursor),
                 present::formatCount(layout_ ? event_->content->size() : view_->size()));
    if (length > 0) {
        text +=
            QStringLiteral("  ·  ") + tr("%1 selected").arg(present::formatCounted(length, "byte"));
    }
    say(text);
    if (!filling_) {
        emit selected(begin, length);
    }
}

void TextPane::say(const QString& text)
{
    place_->setLine(text);
}

void TextPane::describeInvalid()
{
    const std::uint64_t invalid = view_->rows().invalid();
    legend_->setVisible(invalid > 0 || damaged_);
    if (damaged_) {
        invalid_->setLine(tr("The compressed payload is damaged: this is what could be inflated. "
                             "Hex shows the bytes as they came."));
        return;
    }
    invalid_->setLine(invalid == 1 ? tr("One byte is not UTF-8; it is shown in a box, in hex.")
                                   : tr("%1 bytes are not UTF-8; they are shown in boxes, in hex.")
                                         .arg(present::formatCount(invalid)));
}

void TextPane::addPlaces(QMenu& menu)
{
    const auto selection = view_->selection();
    menu.addSeparator();
    const auto [first, length] =
        sourceOf(selection.second > 0 ? selection.first : view_->cursor(), selection.second);
    const quint64 count = std::max<quint64>(length, 1);
    menu.addAction(tr("Show in hex"), this,
                   [this, first = first, count] { emit hexRequested(first, count); })
        ->setEnabled(hasHex_ && view_->size() > 0);
    menu.addAction(tr("Show in JSON"), this,
                   [this, first = first, count] { emit jsonRequested(first, count); })
        ->setEnabled(hasJson_ && view_->size() > 0);
}

void TextPane::showMenu(const QPoint& position)
{
    auto* menu = style::menuFor(this, "textMenu");
    const auto selection = view_->selection();
    const auto add = [&](const QString& text, present::CopyFormat format,
                         const QKeySequence& keys = {}) {
        QAction* action = menu->addAction(text, this, [this, format] { copy(format); });
        action->setShortcut(keys); // only shown in the menu
        action->setEnabled(selection.second > 0);
    };
    add(tr("Copy"), present::CopyFormat::Text, QKeySequence(QKeySequence::Copy));
    add(tr("Copy as hex"), present::CopyFormat::Hex);
    add(tr("Copy as base64"), present::CopyFormat::Base64);
    add(tr("Copy as C array"), present::CopyFormat::CArray);
    if (hasOthers_) {
        addPlaces(*menu);
    }
    menu->addSeparator();
    menu->addAction(tr("Select all"), view_, &TextView::selectAll)
        ->setShortcut(QKeySequence(QKeySequence::SelectAll));
    menu->addAction(tr("Find…"), findBar_, &FindBar::open)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_F));
    menu->popup(position);
}

} // namespace framescope::ui
