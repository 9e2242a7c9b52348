// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/json_pane.h"

#include "filter/language/terms.h"
#include "present/values/json_tree_model.h"
#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/match_note.h"
#include "ui/details/values/json_delegate.h"
#include "ui/details/values/json_tree.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/pane_keys.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace framescope::ui {

using present::JsonTreeModel;

namespace {

constexpr int firstRows = 60; ///< about a screen
constexpr int mostRows = 5000;
constexpr qsizetype longestPath = 400;
constexpr std::uint32_t longestFilterValue = 1000; ///< bytes; else what is asked for is its path

bool isContainer(const QModelIndex& index)
{
    using Kind = present::JsonOutline::Kind;
    const auto kind = static_cast<Kind>(index.data(JsonTreeModel::KindRole).toInt());
    return kind == Kind::Object || kind == Kind::Array;
}

} // namespace

JsonPane::JsonPane(QWidget* parent)
    : QWidget(parent), tree_(new JsonTree), stack_(new QStackedWidget),
      message_(style::plainLabel()), failureBar_(nullptr), failure_(new ElidedLabel),
      path_(new ElidedLabel), whole_(new QToolButton), findBar_(new FindBar(FindBar::Kind::Text)),
      model_(new JsonTreeModel(this)), loader_(new present::JsonLoader(this)),
      search_(new present::JsonSearch(this)), counter_(new present::PlaceFinder(this)),
      copy_(new present::PayloadCopy(this))
{
    constexpr int keyWidth = 170;
    tree_->setObjectName(QStringLiteral("jsonTree"));
    tree_->setAccessibleName(tr("Payload as JSON"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new JsonDelegate(tree_));
    style::usePayloadFont(*tree_);
    tree_->header()->resizeSection(JsonTreeModel::KeyColumn, keyWidth);
    tree_->header()->setStretchLastSection(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    message_->setObjectName(QStringLiteral("jsonMessage"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setProperty("role", "muted");
    stack_->addWidget(tree_);
    stack_->addWidget(message_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    failureBar_ = makeFailureBar();
    layout->addWidget(failureBar_);
    layout->addWidget(findBar_);
    layout->addWidget(stack_, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(tree_);

    addActions();
    connectFinding();
    connect(tree_, &QWidget::customContextMenuRequested, this, &JsonPane::showMenu);
    connect(tree_, &JsonTree::partChanged, this,
            [this] { whole_->setVisible(tree_->isShowingPart()); });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showPath();
        tellSelected();
    });
    connect(loader_, &present::JsonLoader::loaded, this, &JsonPane::showDocument);
    connect(loader_, &present::JsonLoader::failed, this, &JsonPane::showMessage);
    connect(copy_, &present::PayloadCopy::finished, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        showPath();
    });
    connect(copy_, &present::PayloadCopy::failed, path_, &ElidedLabel::setLine);
}

JsonPane::~JsonPane()
{
    tree_->setModel(nullptr); // it asks for nothing more while the rest goes
}

QWidget* JsonPane::makeFailureBar()
{
    failure_->setObjectName(QStringLiteral("jsonFailure"));
    failure_->setProperty("role", "bad");
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(failure_, 1);
    const auto add = [&](const char* object, const QString& text, const QString& tip, auto signal) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(object));
        button->setText(text);
        button->setToolTip(tip);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, signal] {
            if (const auto range = failureRange()) {
                emit(this->*signal)(range->begin, range->size());
            }
        });
    };
    add("showFailure", tr("Text"), tr("Show the place in the text"), &JsonPane::textRequested);
    add("showFailureInHex", tr("Hex"), tr("Show the place in hex"), &JsonPane::hexRequested);
    bar->hide();
    return bar;
}

QWidget* JsonPane::makeFooter()
{
    path_->setObjectName(QStringLiteral("jsonPath"));
    path_->setProperty("role", "muted");
    whole_->setObjectName(QStringLiteral("wholeDocument"));
    whole_->setText(tr("Show all"));
    whole_->setToolTip(tr("Only a deeply nested part of the document is shown"));
    whole_->hide();
    connect(whole_, &QToolButton::clicked, tree_, &JsonTree::showAll);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(4);
    row->addWidget(path_, 1);
    row->addWidget(whole_);
    const auto addButton = [&](const char* object, const char* icon, const QString& tip,
                               auto slot) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(object));
        button->setIcon(style::icon(QLatin1String(icon)));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, this, slot);
        row->addWidget(button);
    };
    addButton("expandAll", "expand", tr("Expand all"), &JsonPane::expandAll);
    addButton("collapseAll", "collapse", tr("Collapse all"), &JsonPane::collapseAll);
    addButton("findInJson", "search", tr("Find in keys and values (Ctrl+F)"),
              [this] { findBar_->open(); });
    auto* footer = new QWidget;
    footer->setLayout(row);
    return footer;
}

/// They are the tree's context menu as well.
void JsonPane::addActions()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& keys,
                            auto slot) {
        auto* action = new QAction(text, tree_);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        tree_->addAction(action);
    };
    const auto separate = [this] {
        auto* line = new QAction(tree_);
        line->setSeparator(true);
        tree_->addAction(line);
    };
    add("copyValue", tr("Copy value"), QKeySequence(QKeySequence::Copy), &JsonPane::copyValue);
    add("copyPath", tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        &JsonPane::copyPath);
    add("copyKey", tr("Copy key"), {}, &JsonPane::copyKey);
    separate();
    add("filterByValue", tr("Filter by this"), QKeySequence(Qt::CTRL | Qt::Key_Return),
        &JsonPane::requestFilter);
    const auto addPlace = [&](const char* name, const QString& text, auto signal) {
        add(name, text, {}, [this, signal] {
            if (const auto range = currentRange()) {
                emit(this->*signal)(range->begin, range->size());
            }
        });
    };
    addPlace("showInText", tr("Show in the text"), &JsonPane::textRequested);
    addPlace("showInHex", tr("Show in hex"), &JsonPane::hexRequested);
    separate();
    add("expandBelow", tr("Expand all below"), QKeySequence(Qt::Key_Asterisk),
        [this] { tree_->expandFrom(tree_->currentIndex().siblingAtColumn(0), mostRows); });
    add("showOnly", tr("Show only what is below"), {}, [this] {
        const QModelIndex index = tree_->currentIndex().siblingAtColumn(0);
        if (model_->hasChildren(index)) {
            tree_->setRootIndex(index);
            whole_->setVisible(tree_->isShowingPart());
        }
    });
}

void JsonPane::connectFinding()
{
    auto* keys = new PaneKeys({tree_, findBar_->field()}, this);
    connect(keys, &PaneKeys::findRequested, findBar_, &FindBar::open);
    connect(keys, &PaneKeys::nextRequested, this, [this] { find(false); });
    connect(keys, &PaneKeys::previousRequested, this, [this] { find(true); });
    connect(findBar_, &FindBar::nextRequested, this, [this] { find(false); });
    connect(findBar_, &FindBar::previousRequested, this, [this] { find(true); });
    connect(findBar_, &FindBar::closed, tree_, [this] {
        search_->cancel();
        counter_->cancel();
        tree_->setFocus();
    });
    connect(findBar_, &FindBar::edited, this, [this] {
        pattern_ = present::BytePattern::ofJsonText(findBar_->text(), findBar_->isCaseSensitive());
        startFinding();
        const auto& document = model_->document();
        if (document && !document->outline.empty() && !pattern_.isEmpty()) {
            search_->findFirst(document, pattern_);
        }
    });
    connect(counter_, &present::PlaceFinder::counted, this, [this](const auto& matches) {
        matches_ = matches;
        describeFound();
    });
    connect(search_, &present::JsonSearch::finished, this, &JsonPane::finishFinding);
}

void JsonPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    search_->cancel();
    counter_->cancel();
    findBar_->setNote({});
    pending_.reset();
    if (event->json || !event->jsonLater) {
        loader_->cancel();
        showDocument(event->json);
        return;
    }
    model_->setDocument(nullptr);
    showMessage(tr("Reading %1 of JSON…").arg(present::formatBytes(event->content->size())));
    loader_->load(event->content);
}

void JsonPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    failure_->setFolded(height() < ElidedLabel::LowPane);
}

void JsonPane::showDocument(const std::shared_ptr<const present::JsonDocument>& document)
{
    filling_ = true;
    tree_->setRootIndex({});
    whole_->hide();
    model_->setDocument(document);
    stack_->setCurrentWidget(tree_);
    showFailure();
    if (document && !document->outline.empty()) {
        tree_->expandFrom(model_->index(0, 0), firstRows);
        tree_->setCurrentIndex(model_->index(0, 0));
    }
    showPath();
    filling_ = false;
    if (pending_) {
        select(*pending_);
    }
    if (!findBar_->isHidden()) {
        startFinding();
    }
}

void JsonPane::showMessage(const QString& text)
{
    failureBar_->hide();
    path_->clear();
    message_->setText(text);
    stack_->setCurrentWidget(message_);
}

void JsonPane::showFailure()
{
    const auto& document = model_->document();
    const bool failed = document && document->outline.failure();
    failureBar_->setVisible(failed);
    if (!failed) {
        return;
    }
    const auto& failure = *document->outline.failure();
    failure_->setLine(
        tr("Invalid at line %1, column %2: %3 (byte %4). The part before it is shown below.")
            .arg(present::formatCount(failure.line), present::formatCount(failure.column),
                 QString::fromStdString(failure.what), present::formatCount(failure.offset)));
}

void JsonPane::copyValue()
{
    const QModelIndex index = tree_->currentIndex();
    const auto& document = model_->document();
    if (index.isValid() && document) {
        const auto range = document->outline.node(model_->nodeOf(index)).value;
        copy_->start(present::Payload::ofBytes(document->text), range.begin, range.size(),
                     present::CopyFormat::Text);
        if (copy_->isRunning()) {
            path_->setLine(tr("Copying…"));
        }
    }
}

void JsonPane::copyPath()
{
    if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(JsonTreeModel::PathRole).toString());
    }
}

void JsonPane::copyKey()
{
    if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
        QGuiApplication::clipboard()->setText(model_->keyOf(index));
    }
}

void JsonPane::requestFilter()
{
    const QModelIndex index = tree_->currentIndex();
    if (!index.isValid() || !model_->document()) {
        return;
    }
    const std::string path = index.data(JsonTreeModel::PathRole).toString().toStdString();
    const bool isLong =
        model_->document()->outline.node(model_->nodeOf(index)).value.size() > longestFilterValue;
    const std::string term = isContainer(index) || isLong
                                 ? filter::jsonPathTerm(path)
                                 : filter::jsonTerm(path, model_->plainValue(index).toStdString());
    emit filterTermRequested(QString::fromStdString(term));
}

void JsonPane::select(std::uint64_t offset)
{
    const auto& document = model_->document();
    if (!document) {
        pending_ = offset;
        return;
    }
    pending_.reset();
    if (!document->outline.empty()) {
        filling_ = true;
        tree_->reveal(model_->indexOf(document->outline.nodeAt(offset)));
        filling_ = false;
    }
}

/// Of the value that is chosen, in the payload.
std::optional<present::JsonOutline::Range> JsonPane::currentRange() const
{
    const QModelIndex index = tree_->currentIndex();
    const auto& document = model_->document();
    if (!index.isValid() || !document) {
        return std::nullopt;
    }
    return document->outline.node(model_->nodeOf(index)).value;
}

/// The byte where it is no JSON any more, or the last one where it ends too early.
std::optional<present::JsonOutline::Range> JsonPane::failureRange() const
{
    const auto& document = model_->document();
    if (!document || !document->outline.failure() || document->text->empty()) {
        return std::nullopt;
    }
    const std::size_t at =
        std::min(document->outline.failure()->offset, document->text->size() - 1);
    return present::JsonOutline::Range{static_cast<std::uint32_t>(at),
                                       static_cast<std::uint32_t>(at + 1)};
}

void JsonPane::tellSelected()
{
    if (const auto range = currentRange(); range && !filling_) {
        emit selected(range->begin, range->size());
    }
}

void JsonPane::showPath()
{
    const QModelIndex index = tree_->currentIndex();
    path_->setLine(index.isValid() ? model_->shortPath(index, longestPath) : QString());
}

void JsonPane::showMenu(const QPoint& position)
{
    if (tree_->indexAt(position).isValid()) {
        auto* menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("jsonMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(tree_->actions());
        menu->popup(tree_->viewport()->mapToGlobal(position));
    }
}

void JsonPane::expandAll()
{
    const QModelIndex root = tree_->rootIndex();
    if (!tree_->expandFrom(root.isValid() ? root : model_->index(0, 0), mostRows)) {
        path_->setLine(tr("At most %1 rows are expanded at once.").arg(mostRows));
    }
}

void JsonPane::collapseAll()
{
    tree_->collapseAll();
    tree_->showAll();
    tree_->expand(model_->index(0, 0));
    tree_->setCurrentIndex(model_->index(0, 0));
}

void JsonPane::find(bool backwards)
{
    const auto& document = model_->document();
    if (!document || document->outline.empty() || pattern_.isEmpty()) {
        return;
    }
    const QModelIndex current = tree_->currentIndex();
    const auto from = current.isValid() ? model_->nodeOf(current) : present::JsonOutline::Root;
    if (backwards) {
        search_->findPrevious(document, pattern_, from);
    } else {
        search_->findNext(document, pattern_, from);
    }
}

/// Counts what is asked for.
void JsonPane::startFinding()
{
    search_->cancel();
    counter_->cancel();
    findBar_->setNote({});
    matches_.reset();
    found_.reset();
    const auto& document = model_->document();
    if (document && !document->outline.empty() && !pattern_.isEmpty()) {
        describeFound();
        counter_->countInJson(document, pattern_);
    }
}

void JsonPane::describeFound()
{
    findBar_->setNote(matchNote(matches_.get(), found_));
}

void JsonPane::finishFinding(const present::JsonSearch::Outcome& outcome)
{
    found_.reset();
    if (!outcome.node) {
        findBar_->setNote(tr("Not found"));
        return;
    }
    found_ = present::JsonSearch::placeOf(*model_->document(), *outcome.node);
    describeFound();
    tree_->reveal(model_->indexOf(*outcome.node));
}

} // namespace framescope::ui
