// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text_pane.h"

#include "present/format.h"
#include "ui/details/document_html.h"
#include "ui/details/elided_label.h"
#include "ui/details/find_bar.h"
#include "ui/details/pane_keys.h"
#include "ui/details/payload_finder.h"
#include "ui/details/text_view.h"
#include "ui/style/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace framescope::ui {

TextPane::TextPane(QWidget* parent)
    : QWidget(parent), view_(new TextView), findBar_(new FindBar(FindBar::Kind::Text)),
      finder_(new PayloadFinder(findBar_, this)), copy_(new present::PayloadCopy(this)),
      legend_(new QWidget), invalid_(new ElidedLabel), place_(new ElidedLabel),
      wrap_(new QToolButton), find_(new QToolButton)
{
    view_->setObjectName(QStringLiteral("payloadText"));
    view_->setMinimumHeight(1); // it goes before what explains it
    view_->setAccessibleName(tr("Payload as text"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(findBar_);
    layout->addWidget(view_, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(view_);

    auto* keys = new PaneKeys({view_, findBar_->field()}, this);
    connect(keys, &PaneKeys::findRequested, findBar_, &FindBar::open);
    connect(keys, &PaneKeys::nextRequested, finder_, &PayloadFinder::findNext);
    connect(keys, &PaneKeys::previousRequested, finder_, &PayloadFinder::findPrevious);
    connect(findBar_, &FindBar::closed, view_, [this] { view_->setFocus(); });
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
    invalid_->setObjectName(QStringLiteral("payloadNote"));
    invalid_->setProperty("role", "bad");
    auto* first = new QToolButton;
    first->setObjectName(QStringLiteral("firstInvalid"));
    first->setText(tr("Show"));
    first->setToolTip(tr("Go to the first byte that is not UTF-8"));
    auto* legendRow = new QHBoxLayout(legend_);
    legendRow->setContentsMargins(12, 2, 8, 0);
    legendRow->addWidget(invalid_, 1);
    legendRow->addWidget(first);
    connect(first, &QToolButton::clicked, this, [this] {
        view_->select(view_->rows().firstInvalid().value_or(0), 1);
        view_->setFocus();
    });

    place_->setObjectName(QStringLiteral("textPlace"));
    place_->setProperty("role", "muted");
    wrap_->setObjectName(QStringLiteral("wrapLines"));
    wrap_->setIcon(style::icon(QStringLiteral("wrap")));
    wrap_->setToolTip(tr("Wrap long lines"));
    wrap_->setAccessibleName(wrap_->toolTip());
    wrap_->setCheckable(true);
    wrap_->setChecked(true);
    find_->setObjectName(QStringLiteral("findInText"));
    find_->setIcon(style::icon(QStringLiteral("search")));
    find_->setToolTip(tr("Find (Ctrl+F)"));
    find_->setAccessibleName(find_->toolTip());
    connect(wrap_, &QToolButton::toggled, view_, &TextView::setWrapping);
    connect(find_, &QToolButton::clicked, findBar_, &FindBar::open);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(place_, 1);
    row->addWidget(wrap_);
    row->addWidget(find_);
    auto* footer = new QWidget;
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(legend_);
    column->addLayout(row);
    return footer;
}

void TextPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    std::shared_ptr<const present::Payload> content = event->content;
    if (event->isLifeCycle()) {
        const auto& said = event->record.detail.lifeCycle;
        const std::string lines = said ? memberLines(timeline::membersOf(*said)) : std::string();
        const ByteView view = asBytes(lines);
        content =
            present::Payload::ofBytes(std::make_shared<const Bytes>(view.begin(), view.end()));
    }
    damaged_ = event->record.wirePayload.has_value();
    view_->setPlaceholderText(
        event->isLifeCycle() ? tr("There is no more to say of it.")
        : damaged_
            ? tr("Nothing of the payload could be inflated. Hex shows the bytes as they came.")
            : tr("The payload is empty."));
    filling_ = true;
    finder_->setPayload(content);
    view_->setPayload(std::move(content));
    filling_ = false;
}

void TextPane::select(std::uint64_t first, std::uint64_t count)
{
    view_->select(first, count);
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
    finder_->setSelection({count > 0 ? first : view_->cursor(), count});
    QString text =
        tr("Offset %1 of %2")
            .arg(present::formatCount(view_->cursor()), present::formatCount(view_->size()));
    if (count > 0) {
        text += QStringLiteral("  ·  ") + tr("%1 bytes selected").arg(present::formatCount(count));
    }
    say(text);
    if (!filling_) {
        emit selected(first, count);
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
    invalid_->setLine(invalid == 1 ? tr("One byte is not UTF-8; it stands in a box, in hex.")
                                   : tr("%1 bytes are not UTF-8; they stand in boxes, in hex.")
                                         .arg(present::formatCount(invalid)));
}

void TextPane::addPlaces(QMenu& menu)
{
    const auto selection = view_->selection();
    menu.addSeparator();
    const std::uint64_t first = selection.second > 0 ? selection.first : view_->cursor();
    const std::uint64_t count = std::max<std::uint64_t>(selection.second, 1);
    menu.addAction(tr("Show in hex"), this, [=, this] { emit hexRequested(first, count); })
        ->setEnabled(hasHex_ && view_->size() > 0);
    menu.addAction(tr("Show in JSON"), this, [=, this] { emit jsonRequested(first, count); })
        ->setEnabled(hasJson_ && view_->size() > 0);
}

void TextPane::showMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("textMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto selection = view_->selection();
    const auto add = [&](const QString& text, present::CopyFormat format,
                         const QKeySequence& keys = {}) {
        QAction* action = menu->addAction(text, this, [this, format] { copy(format); });
        action->setShortcut(keys); // for show
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
