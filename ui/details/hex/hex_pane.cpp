// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex/hex_pane.h"

#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/payload_finder.h"
#include "ui/details/hex/byte_inspector.h"
#include "ui/details/hex/hex_view.h"
#include "ui/style/building_blocks.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/pane_keys.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace framescope::ui {

HexPane::HexPane(QWidget* parent)
    : QWidget(parent), view_(new HexView), inspector_(new ByteInspector),
      splitter_(new QSplitter(Qt::Vertical)), findBar_(new FindBar(FindBar::Kind::TextOrHex)),
      finder_(new PayloadFinder(findBar_, this)), offset_(new QLineEdit),
      note_(new ElidedLabel("hexNote", "muted")), asItCame_(new QToolButton),
      inspect_(style::iconButton("showInspector", "data", tr("Values at the cursor"))),
      showInText_(new QAction(tr("Show in the text"), this)),
      showInJson_(new QAction(tr("Show in JSON"), this))
{
    view_->setObjectName(QStringLiteral("hexView"));
    view_->setAccessibleName(tr("Payload in hex"));
    offset_->setObjectName(QStringLiteral("goToOffset"));
    offset_->setAccessibleName(tr("Go to an offset"));
    offset_->setPlaceholderText(tr("Offset: 1234 or 0x4d2"));
    offset_->installEventFilter(this);
    offset_->hide();
    splitter_->setObjectName(QStringLiteral("hexSplitter"));
    splitter_->installEventFilter(this);
    splitter_->setMinimumHeight(1); // the values shrink away before the bytes do
    splitter_->addWidget(view_);
    splitter_->addWidget(inspector_);
    splitter_->setChildrenCollapsible(false);
    splitter_->setStretchFactor(0, 1);

    auto* layout = style::column(this);
    layout->addWidget(findBar_);
    layout->addWidget(offset_);
    layout->addWidget(splitter_, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(view_);
    connectParts();
}

QWidget* HexPane::makeFooter()
{
    auto* row = style::row(nullptr, {12, 2, 8, 2}, 4);
    row->addWidget(note_, 1);
    asItCame_->setObjectName(QStringLiteral("asItCame"));
    asItCame_->setText(tr("As it came"));
    asItCame_->setToolTip(tr("The bytes on the wire, not inflated"));
    asItCame_->setCheckable(true);
    asItCame_->hide();
    row->addWidget(asItCame_);
    inspect_->setCheckable(true);
    inspect_->setChecked(true);
    row->addWidget(inspect_);
    auto* goTo = style::iconButton("openGoTo", "go-to", tr("Go to an offset (Ctrl+G)"));
    connect(goTo, &QToolButton::clicked, this, &HexPane::openGoTo);
    row->addWidget(goTo);
    row->addWidget(findBar_->makeOpenButton("findInHex", tr("Find (Ctrl+F)")));
    auto* footer = new QWidget;
    footer->setLayout(row);
    return footer;
}

void HexPane::connectParts()
{
    findBar_->serve({view_, inspector_, offset_});
    auto* keys = new PaneKeys({view_, inspector_, findBar_->field(), offset_}, this);
    connect(keys, &PaneKeys::goToRequested, this, &HexPane::openGoTo);
    connect(finder_, &PayloadFinder::patternChanged, view_, &HexView::setPattern);
    connect(finder_, &PayloadFinder::found, view_, &HexView::select);
    connect(offset_, &QLineEdit::returnPressed, this, &HexPane::goTo);
    connect(asItCame_, &QToolButton::clicked, this, &HexPane::showContent);
    connect(inspect_, &QToolButton::toggled, inspector_, &QWidget::setVisible);
    connect(inspect_, &QToolButton::clicked, this, [this] { chosen_ = true; });
    connect(view_, &HexView::selectionChanged, this, &HexPane::describeSelection);
    connect(view_, &HexView::loaded, this, &HexPane::inspect);
    connect(view_, &HexView::failed, note_, &ElidedLabel::setLine);
    connect(view_, &HexView::copying, this, [this](bool underWay) {
        underWay ? note_->setLine(tr("Copying…")) : describeSelection();
    });
    connect(showInText_, &QAction::triggered, this, [this] {
        const auto [first, count] = view_->selection();
        emit textRequested(first, count);
    });
    connect(showInJson_, &QAction::triggered, this, [this] {
        const auto [first, count] = view_->selection();
        emit jsonRequested(first, count);
    });
    connect(splitter_, &QSplitter::splitterMoved, this, [this] { arranged_ = true; });
}

void HexPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    event_ = event;
    asItCame_->setVisible(event->asItCame != nullptr);
    asItCame_->setChecked(event->record.wirePayload.has_value());
    showContent();
}

void HexPane::showContent()
{
    const auto& shown = asItCame_->isChecked() ? event_->asItCame : event_->content;
    filling_ = true;
    finder_->setSearched({shown});
    view_->setPayload(shown);
    filling_ = false;
}

void HexPane::select(std::uint64_t first, std::uint64_t count)
{
    if (asItCame_->isChecked()) {
        asItCame_->setChecked(false); // the offset is one of the inflated payload
        showContent();
    }
    view_->select(first, count);
}

void HexPane::setOthers(bool text, bool json)
{
    for (const auto& [action, there] :
         {std::pair(showInText_, text), std::pair(showInJson_, json)}) {
        there ? view_->addAction(action) : view_->removeAction(action);
    }
}

void HexPane::describeSelection()
{
    const auto [first, count] = view_->selection();
    finder_->setSelection(first, count);
    inspect();
    QString text = tr("No payload");
    if (count > 0) {
        text = tr("Offset %1 (0x%2)").arg(present::formatCount(first)).arg(first, 0, 16) +
               QStringLiteral("  ·  ") +
               tr("%1 of %2 bytes")
                   .arg(present::formatCount(count), present::formatCount(view_->size()));
    }
    note_->setLine(text);
    if (!filling_ && !asItCame_->isChecked()) {
        emit selected(first, count);
    }
}

/// Shows the values of the bytes from the first selected one on.
void HexPane::inspect()
{
    constexpr std::uint64_t most = 8;
    const auto [first, count] = view_->selection();
    const auto bytes = count > 0 ? view_->read(first, most) : std::nullopt;
    inspector_->setBytes(bytes ? ByteView(*bytes) : ByteView());
}

void HexPane::openGoTo()
{
    offset_->show();
    offset_->setFocus(Qt::ShortcutFocusReason);
    offset_->selectAll();
}

void HexPane::goTo()
{
    bool good = false;
    const quint64 offset = offset_->text().trimmed().toULongLong(&good, 0);
    good = good && offset < view_->size();
    style::restyle(*offset_, "invalid", !good);
    offset_->setToolTip(good ? QString()
                             : tr("Enter an offset below %1, such as 1234 or 0x4d2")
                                   .arg(present::formatCount(view_->size())));
    if (good) {
        offset_->hide();
        view_->select(offset, 1);
        view_->setFocus();
    }
}

bool HexPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == offset_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        offset_->hide();
        view_->setFocus();
        return true;
    }
    if (watched == splitter_ && event->type() == QEvent::Resize) {
        share();
    }
    return QWidget::eventFilter(watched, event);
}

/// The values take at most two fifths of the height, and are shown by themselves if a few of their
/// rows fit into that.
void HexPane::share()
{
    constexpr int fewestValues = 4;
    if (!chosen_) {
        inspect_->setChecked(splitter_->height() * 2 / 5 >= inspector_->heightOfRows(fewestValues));
    }
    if (!arranged_ && splitter_->height() > 0) {
        const int wanted = inspector_->heightOfRows(inspector_->rowCount()) + 4;
        const int values = std::min(wanted, splitter_->height() * 2 / 5);
        splitter_->setSizes({splitter_->height() - values, values});
    }
}

} // namespace framescope::ui
