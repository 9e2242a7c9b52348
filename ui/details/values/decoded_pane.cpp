// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/decoded_pane.h"

#include "codec/decoding_text.h"
#include "present/values/decoding_job.h"
#include "present/values/decoding_model.h"
#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/value_finder.h"
#include "ui/details/hex/hex_pane.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/text/text_pane.h"
#include "ui/details/text/text_view.h"
#include "ui/details/values/decoded_delegate.h"
#include "ui/details/values/json_tree.h"
#include "ui/details/values/tree_expansion.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/pane_keys.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::ui {

using present::DecodingModel;
using present::Encoding;
using present::JsonTreeModel;

namespace {

constexpr int Margin = 12;
constexpr std::array EncodingChoices{Encoding::Json, Encoding::MessagePack, Encoding::Cbor,
                                     Encoding::Bson, Encoding::Base64,      Encoding::Gzip,
                                     Encoding::Zlib, Encoding::Deflate};

QString choiceName(Encoding encoding)
{
    return encoding == Encoding::Deflate
               ? DecodedPane::tr("Raw deflate")
               : QString::fromUtf8(present::encodingName(encoding).data());
}

/// The same panes show the payload: what is in these has names of its own.
void nameApart(const QWidget& pane)
{
    for (QWidget* widget : pane.findChildren<QWidget*>()) {
        if (!widget->objectName().isEmpty()) {
            widget->setObjectName(QStringLiteral("decoded.") + widget->objectName());
        }
    }
}

} // namespace

DecodedPane::DecodedPane(QWidget* parent)
    : QWidget(parent), job_(new present::DecodingJob(this)), model_(new DecodingModel(this)),
      copy_(new present::ValueCopy(this)), patience_(new QTimer(this)), encoding_(new QComboBox),
      back_(new QToolButton), chain_(new ElidedLabel), failure_(new ElidedLabel),
      stack_(new QStackedWidget), tree_(new JsonTree), text_(new TextPane), hex_(new HexPane),
      message_(style::plainLabel()), cancel_(new QPushButton(tr("Cancel"))), path_(new ElidedLabel),
      find_(new QToolButton), whole_(new QToolButton), footer_(new QWidget),
      findBar_(new FindBar(FindBar::Kind::Text)), finder_(new ValueFinder(findBar_, this))
{
    constexpr int patience = 200; // ms
    setUpTree();
    failure_->setObjectName(QStringLiteral("decodedFailure"));
    failure_->setProperty("role", "bad");
    failure_->setContentsMargins(Margin, 2, Margin, 6);
    failure_->hide();
    text_->findChild<TextView*>()->setAccessibleName(tr("Decoded text"));
    hex_->findChild<HexView*>()->setAccessibleName(tr("Decoded bytes in hex"));
    nameApart(*text_);
    nameApart(*hex_);
    QWidget* footer = makeFooter();
    message_->setObjectName(QStringLiteral("decodedMessage"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setProperty("role", "muted");
    cancel_->setObjectName(QStringLiteral("cancelDecoding"));

    auto* messagePage = new QWidget;
    auto* messageLayout = new QVBoxLayout(messagePage);
    messageLayout->setContentsMargins(2 * Margin, 2 * Margin, 2 * Margin, 2 * Margin);
    messageLayout->addStretch(1);
    messageLayout->addWidget(message_);
    messageLayout->addWidget(cancel_, 0, Qt::AlignHCenter);
    messageLayout->addStretch(1);
    for (QWidget* page : {static_cast<QWidget*>(tree_), static_cast<QWidget*>(text_),
                          static_cast<QWidget*>(hex_), messagePage}) {
        stack_->addWidget(page);
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(failure_);
    layout->addWidget(findBar_);
    layout->addWidget(stack_, 1);
    layout->addWidget(footer);
    setFocusProxy(encoding_);
    connectFinding();

    patience_->setSingleShot(true);
    patience_->setInterval(patience);
    connect(patience_, &QTimer::timeout, this, [this] { showMessage(tr("Decoding…"), true); });
    connect(job_, &present::DecodingJob::decoded, this, &DecodedPane::display);
    connect(job_, &present::DecodingJob::failed, this, [this](const QString& reason) {
        patience_->stop();
        showMessage(reason, false);
        emit shown();
    });
    connect(copy_, &present::ValueCopy::finished, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    connect(cancel_, &QPushButton::clicked, this, [this] {
        job_->cancel();
        showMessage(tr("Cancelled. Choose an encoding to start again."), false);
    });
}

DecodedPane::~DecodedPane() = default;

QWidget* DecodedPane::makeHeader()
{
    encoding_->setObjectName(QStringLiteral("decodedEncoding"));
    encoding_->setAccessibleName(tr("Encoding of the payload"));
    encoding_->setToolTip(tr("How the payload is read"));
    encoding_->addItem(tr("Automatic"));
    for (const Encoding encoding : EncodingChoices) {
        encoding_->addItem(choiceName(encoding), static_cast<int>(encoding));
    }
    connect(encoding_, &QComboBox::activated, this, &DecodedPane::chooseEncoding);
    back_->setObjectName(QStringLiteral("decodedBack"));
    back_->setText(tr("Back"));
    back_->setToolTip(tr("Back to the enclosing value (Backspace)"));
    back_->setProperty("button", true);
    back_->hide();
    connect(back_, &QToolButton::clicked, this, &DecodedPane::goBack);
    chain_->setObjectName(QStringLiteral("decodedChain"));

    find_->setObjectName(QStringLiteral("findInDecoded"));
    find_->setIcon(style::icon(QStringLiteral("search")));
    find_->setToolTip(tr("Find in keys and values (Ctrl+F)"));
    find_->setAccessibleName(find_->toolTip());
    connect(find_, &QToolButton::clicked, findBar_, &FindBar::open);

    auto* header = new QWidget;
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(Margin, 4, 8, 4);
    layout->addWidget(encoding_);
    layout->addWidget(back_);
    layout->addWidget(chain_, 1);
    layout->addWidget(find_);
    return header;
}

/// Values get the most of it, as long as nobody moves a column; the key of what is far down is
/// to be seen behind its indentation.
void DecodedPane::arrangeColumns()
{
    constexpr int mostLevels = 32;
    constexpr int beginningOfAKey = 60;
    if (arranged_) {
        return;
    }
    int level = 0;
    for (QModelIndex at = tree_->currentIndex();
         at.isValid() && at != tree_->rootIndex() && level < mostLevels; at = at.parent()) {
        ++level;
    }
    const int needed = level * tree_->indentation() + beginningOfAKey;
    const int key = std::max(std::clamp(width() / 4, 84, 140), std::min(needed, width() / 2));
    arranging_ = true;
    tree_->header()->resizeSection(DecodingModel::KeyColumn, key);
    tree_->header()->resizeSection(DecodingModel::TypeColumn, std::clamp(width() / 5, 76, 120));
    arranging_ = false;
}

QWidget* DecodedPane::makeFooter()
{
    path_->setObjectName(QStringLiteral("decodedPath"));
    path_->setProperty("role", "muted");
    whole_->setObjectName(QStringLiteral("decodedWhole"));
    whole_->setText(tr("Show all"));
    whole_->setToolTip(tr("Only the deeply nested part is shown"));
    whole_->hide();
    connect(whole_, &QToolButton::clicked, tree_, &JsonTree::showAll);
    connect(tree_, &JsonTree::partChanged, this,
            [this] { whole_->setVisible(tree_->isShowingPart()); });
    auto* row = new QHBoxLayout(footer_);
    row->setContentsMargins(Margin, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(path_, 1);
    row->addWidget(whole_);
    return footer_;
}

void DecodedPane::connectFinding()
{
    auto* keys = new PaneKeys({tree_, findBar_->field()}, this);
    connect(keys, &PaneKeys::findRequested, findBar_, &FindBar::open);
    connect(keys, &PaneKeys::nextRequested, finder_, &ValueFinder::findNext);
    connect(keys, &PaneKeys::previousRequested, finder_, &ValueFinder::findPrevious);
    connect(findBar_, &FindBar::closed, tree_, [this] { tree_->setFocus(); });
    connect(finder_, &ValueFinder::found, this,
            [this](present::ValueTree::NodeId node) { tree_->reveal(model_->reveal(node)); });
}

void DecodedPane::setUpTree()
{
    tree_->setObjectName(QStringLiteral("decodedTree"));
    tree_->setAccessibleName(tr("Decoded payload"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new DecodedDelegate(tree_));
    style::usePayloadFont(*tree_);
    tree_->setExpandsOnDoubleClick(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView& header = *tree_->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(DecodingModel::ValueColumn, QHeaderView::Stretch);
    arrangeColumns();
    connect(&header, &QHeaderView::sectionResized, this, [this](int section) {
        arranged_ = arranged_ || (!arranging_ && section != DecodingModel::ValueColumn);
    });
    connect(tree_, &QWidget::customContextMenuRequested, this, &DecodedPane::showMenu);
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                showPath();
                arrangeColumns();
                if (current.isValid()) {
                    finder_->setCurrent(model_->nodeAt(current));
                }
            });
    const auto add = [this](const char* name, const QString& text, const QKeySequence& keys,
                            auto run) {
        auto* action = new QAction(text, tree_);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, run);
        tree_->addAction(action);
    };
    const auto separate = [this] {
        auto* line = new QAction(tree_);
        line->setSeparator(true);
        tree_->addAction(line);
    };
    add("copyDecoded", tr("Copy value"), QKeySequence(QKeySequence::Copy), &DecodedPane::copyValue);
    add("copyDecodedPath", tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        &DecodedPane::copyPath);
    add("copyDecodedKey", tr("Copy key"), {}, &DecodedPane::copyKey);
    separate();
    add("filterByDecoded", tr("Filter by this"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        const present::DecodedTerms terms = currentTerms();
        request(terms.value, terms.reason);
    });
    add("filterByText", tr("Filter by this text"), {},
        [this] { request(currentTerms().text, {}); });
    add("showDecodedInHex", tr("Show in hex"), {}, &DecodedPane::showInHex);
    separate();
    add("lookInto", tr("Decode this string"), QKeySequence(Qt::Key_Return),
        &DecodedPane::openCurrent);
    add("lookBack", tr("Back"), QKeySequence(Qt::Key_Backspace), &DecodedPane::goBack);
}

void DecodedPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    failure_->setFolded(height() < ElidedLabel::LowPane);
    arrangeColumns();
}

void DecodedPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    event_ = event;
    steps_.assign(1, {event->content, chosen_, {}});
    start();
}

void DecodedPane::start()
{
    const Step& step = steps_.back();
    const int row = step.chosen ? encoding_->findData(static_cast<int>(*step.chosen)) : 0;
    encoding_->setCurrentIndex(row);
    back_->setVisible(steps_.size() > 1);
    isDecoding_ = true;
    patience_->start();
    job_->decode(step.payload, step.chosen);
}

void DecodedPane::chooseEncoding()
{
    if (steps_.empty()) {
        return;
    }
    const QVariant data = encoding_->currentData();
    std::optional<Encoding> chosen;
    if (data.isValid()) {
        chosen = static_cast<Encoding>(data.toInt());
    }
    steps_.back().chosen = chosen;
    if (steps_.size() == 1) {
        chosen_ = chosen;
    }
    start();
}

void DecodedPane::display(const std::shared_ptr<const present::Decoding>& decoding)
{
    patience_->stop();
    isDecoding_ = false;
    decoding_ = decoding;
    showChain();
    showFailure();
    displayContent();
    emit shown();
}

void DecodedPane::displayContent()
{
    model_->setTree(decoding_->tree);
    finder_->setTree(decoding_->tree);
    footer_->setVisible(decoding_->tree != nullptr);
    find_->setVisible(decoding_->tree != nullptr);
    if (!decoding_->tree) {
        findBar_->hide();
    }
    if (decoding_->tree) {
        displayTree();
        return;
    }
    const bool isPayload = steps_.size() == 1;
    if (isPayload && decoding_->layers.empty()) {
        showMessage(steps_.front().payload->size() == 0
                        ? tr("The payload is empty.")
                        : tr("Nothing was recognised. Choose an encoding to try it."),
                    false);
        return;
    }
    // The panes show what an event carries: this one carries what was decoded.
    auto content = std::make_shared<present::LoadedEvent>(*event_);
    content->payload = decoding_->content;
    content->content = present::Payload::ofBytes(decoding_->content);
    content->record.payloadCut = false;
    if (decoding_->isText) {
        text_->setEvent(content);
        stack_->setCurrentWidget(text_);
    } else {
        hex_->setEvent(content);
        stack_->setCurrentWidget(hex_);
    }
}

void DecodedPane::displayTree()
{
    tree_->showAll();
    expandFirst(*tree_);
    tree_->setCurrentIndex(model_->index(0, 0));
    stack_->setCurrentWidget(tree_);
    showPath();
}

void DecodedPane::showChain()
{
    QString chain = QString::fromStdString(decoding_->chain());
    if (steps_.size() > 1) {
        chain = chain.isEmpty() ? steps_.back().path
                                : steps_.back().path + QStringLiteral(": ") + chain;
    }
    chain_->setLine(chain);
    QStringList layers;
    for (const present::DecodedLayer& layer : decoding_->layers) {
        QString line =
            tr("%1, %2").arg(QString::fromStdString(layer.name), present::formatBytes(layer.size));
        if (!layer.note.empty()) {
            line += QStringLiteral(", ") + QString::fromStdString(layer.note);
        }
        layers += line;
    }
    chain_->setToolTip(layers.join(QLatin1Char('\n')));
    chain_->setAccessibleDescription(layers.join(QStringLiteral("; ")));
}

void DecodedPane::showFailure()
{
    QStringList notes;
    if (const auto& failure = decoding_->failure) {
        notes += tr("%1, at byte %2: %3.")
                     .arg(QString::fromStdString(decoding_->layers[failure->layer].name),
                          present::formatCount(failure->what.offset),
                          QString::fromStdString(failure->what.what));
        if (!decoding_->content->empty()) {
            notes += tr("The part before it is shown below.");
        }
    }
    if (decoding_->contentCut) {
        notes += tr("There is more: only the first %1 were decompressed.")
                     .arg(present::formatBytes(present::ContentLimit));
    }
    if (steps_.back().payload->size() > present::DecodingJob::PayloadLimit) {
        notes += tr("Only the first %1 of the payload were read.")
                     .arg(present::formatBytes(present::DecodingJob::PayloadLimit));
    }
    if (decoding_->layers.size() > present::MaxLayers) {
        notes += tr("Only the first %1 layers were decoded.").arg(present::MaxLayers);
    }
    failure_->setLine(notes.join(QLatin1Char(' ')));
    failure_->setVisible(!notes.isEmpty());
}

void DecodedPane::showMessage(const QString& text, bool working)
{
    message_->setText(text);
    cancel_->setVisible(working);
    stack_->setCurrentIndex(stack_->count() - 1);
    footer_->hide();
    find_->hide();
}

void DecodedPane::showPath()
{
    const QModelIndex current = tree_->currentIndex();
    if (!current.isValid()) {
        path_->clear();
        return;
    }
    const auto& value = model_->tree()->node(model_->nodeAt(current)).value;
    const QString path = current.data(JsonTreeModel::PathRole).toString();
    path_->setLine(
        tr("%1  ·  offset %2, %3")
            .arg(path, present::formatCount(value.begin), present::formatBytes(value.size())));
}

void DecodedPane::showMenu(const QPoint& position)
{
    const QModelIndex index = tree_->indexAt(position);
    if (!index.isValid() || isDecoding_) {
        return;
    }
    const present::DecodedTerms terms = currentTerms();
    const auto offer = [this](const char* name, bool there, const QString& tip = {}) {
        auto* action = tree_->findChild<QAction*>(QLatin1String(name));
        action->setEnabled(there);
        action->setToolTip(tip);
    };
    offer("filterByDecoded", terms.value.has_value(),
          terms.value ? terms.value->term : terms.reason);
    offer("filterByText", terms.text.has_value(), terms.text ? terms.text->term : QString());
    offer("showDecodedInHex", isInPayload());
    offer("lookInto", index.data(DecodingModel::CanOpenRole).toBool());
    offer("lookBack", steps_.size() > 1);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("decodedMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(tree_->actions());
    connect(menu, &QMenu::aboutToHide, this, [this] { // keys say for themselves what can't be done
        for (QAction* action : tree_->actions()) {
            action->setEnabled(true);
        }
    });
    menu->popup(tree_->viewport()->mapToGlobal(position));
}

/// None while the tree is still that of another payload.
QModelIndex DecodedPane::currentValue() const
{
    return isDecoding_ ? QModelIndex() : tree_->currentIndex();
}

present::DecodedTerms DecodedPane::currentTerms() const
{
    const QModelIndex current = currentValue();
    if (!current.isValid()) {
        return {};
    }
    return present::decodedTerms(*model_->tree(), model_->nodeAt(current),
                                 present::standingOf(*decoding_, steps_.back().standing));
}

/// The tree is of the payload's own bytes.
bool DecodedPane::isInPayload() const
{
    return present::standingOf(*decoding_, steps_.back().standing) == present::Standing::Whole;
}

void DecodedPane::request(const std::optional<present::CellTerm>& term, const QString& reason)
{
    if (term) {
        emit filterTermRequested(term->term);
    } else if (!reason.isEmpty()) {
        path_->setLine(reason);
    }
}

void DecodedPane::showInHex()
{
    const QModelIndex current = currentValue();
    if (current.isValid() && isInPayload()) {
        const auto range = model_->tree()->node(model_->nodeAt(current)).value;
        emit hexRequested(range.begin, range.size());
    }
}

void DecodedPane::openCurrent()
{
    const QModelIndex current = currentValue();
    if (!current.isValid() || !current.data(DecodingModel::CanOpenRole).toBool()) {
        tree_->setExpanded(current, !tree_->isExpanded(current));
        return;
    }
    const present::ValueTree::NodeId node = model_->nodeAt(current);
    Bytes content = present::stringContent(*model_->tree(), node);
    const auto standing = present::standingOf(
        *model_->tree(), node, present::standingOf(*decoding_, steps_.back().standing));
    steps_.push_back({present::Payload::ofBytes(std::make_shared<const Bytes>(std::move(content))),
                      std::nullopt, current.data(JsonTreeModel::PathRole).toString(), standing});
    start();
}

void DecodedPane::goBack()
{
    if (steps_.size() > 1) {
        steps_.pop_back();
        start();
    }
}

void DecodedPane::copyValue()
{
    if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
        copy_->start(decoding_->tree, model_->nodeAt(index));
    }
}

void DecodedPane::copyPath()
{
    if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(JsonTreeModel::PathRole).toString());
    }
}

void DecodedPane::copyKey()
{
    if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(present::keyText(*model_->tree(), model_->nodeAt(index))));
    }
}

} // namespace framescope::ui
