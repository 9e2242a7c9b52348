// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/json_pane.h"

#include "filter/terms.h"
#include "present/format.h"
#include "present/json_tree_model.h"
#include "ui/details/find_bar.h"
#include "ui/details/json_delegate.h"
#include "ui/details/json_tree.h"
#include "ui/details/pane_keys.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"

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

namespace framescope::ui {

using present::JsonTreeModel;
using Kind = present::JsonOutline::Kind;

namespace {

constexpr int firstRows = 60; ///< about a screen
constexpr int mostRows = 5000;
constexpr qsizetype longestPath = 400;

bool isContainer(const QModelIndex& index)
{
    const auto kind = static_cast<Kind>(index.data(JsonTreeModel::KindRole).toInt());
    return kind == Kind::Object || kind == Kind::Array;
}

} // namespace

JsonPane::JsonPane(QWidget* parent)
    : QWidget(parent), tree_(new JsonTree), stack_(new QStackedWidget), message_(new QLabel),
      failureBar_(nullptr), failure_(new QLabel), path_(new QLabel), whole_(new QToolButton),
      findBar_(new FindBar(FindBar::Kind::Text)), model_(new JsonTreeModel(this)),
      loader_(new present::JsonLoader(this)), search_(new present::JsonSearch(this)),
      copy_(new present::PayloadCopy(this))
{
    constexpr int keyWidth = 170;
    tree_->setObjectName(QStringLiteral("jsonTree"));
    tree_->setAccessibleName(tr("Payload as JSON"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new JsonDelegate(tree_));
    tree_->setFont(style::payloadFont());
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

    addActions();
    connectFinding();
    connect(tree_, &QWidget::customContextMenuRequested, this, &JsonPane::showMenu);
    connect(tree_, &JsonTree::partChanged, this,
            [this] { whole_->setVisible(tree_->isShowingPart()); });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &JsonPane::showPath);
    connect(loader_, &present::JsonLoader::loaded, this, &JsonPane::showDocument);
    connect(loader_, &present::JsonLoader::failed, this, &JsonPane::showMessage);
    connect(copy_, &present::PayloadCopy::finished, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    connect(copy_, &present::PayloadCopy::failed, path_, &QLabel::setText);
}

JsonPane::~JsonPane()
{
    tree_->setModel(nullptr); // it asks for nothing more while the rest goes
}

QWidget* JsonPane::makeFailureBar()
{
    failure_->setObjectName(QStringLiteral("jsonFailure"));
    failure_->setWordWrap(true);
    failure_->setProperty("role", "bad");
    auto* show = new QToolButton;
    show->setObjectName(QStringLiteral("showFailure"));
    show->setText(tr("Show"));
    show->setToolTip(tr("Show the place in the text"));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(failure_, 1);
    row->addWidget(show);
    connect(show, &QToolButton::clicked, this, [this] {
        if (const auto& document = model_->document(); document && document->outline.failure()) {
            emit placeRequested(document->outline.failure()->offset);
        }
    });
    bar->hide();
    return bar;
}

QWidget* JsonPane::makeFooter()
{
    path_->setObjectName(QStringLiteral("jsonPath"));
    path_->setProperty("role", "muted");
    path_->setTextFormat(Qt::PlainText);
    path_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    path_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    whole_->setObjectName(QStringLiteral("wholeDocument"));
    whole_->setText(tr("Show all"));
    whole_->setToolTip(tr("Only a part of the document is shown, for it is far down"));
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
    add("showInText", tr("Show in the text"), {}, [this] {
        emit placeRequested(tree_->currentIndex().data(JsonTreeModel::OffsetRole).toULongLong());
    });
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
        tree_->setFocus();
    });
    connect(findBar_, &FindBar::edited, this, [this] {
        search_->cancel();
        findBar_->setNote({});
        pattern_ = present::BytePattern::ofJsonText(findBar_->text(), findBar_->isCaseSensitive());
        const auto& document = model_->document();
        if (document && !document->outline.empty() && !pattern_.isEmpty()) {
            findBar_->setNote(tr("Searching…"));
            search_->findFirst(document, pattern_);
        }
    });
    connect(search_, &present::JsonSearch::finished, this, &JsonPane::finishFinding);
}

void JsonPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    search_->cancel();
    findBar_->setNote({});
    if (event->json || !event->jsonLater) {
        loader_->cancel();
        showDocument(event->json);
        return;
    }
    model_->setDocument(nullptr);
    showMessage(tr("Reading %1 of JSON…").arg(present::formatBytes(event->content->size())));
    loader_->load(event->content);
}

void JsonPane::showDocument(const std::shared_ptr<const present::JsonDocument>& document)
{
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
    failure_->setText(
        tr("Not valid JSON: line %1, column %2 (byte %3): %4. "
           "What was read before it is below.")
            .arg(present::formatCount(failure.line), present::formatCount(failure.column),
                 present::formatCount(failure.offset), QString::fromStdString(failure.what)));
}

void JsonPane::copyValue()
{
    const QModelIndex index = tree_->currentIndex();
    const auto& document = model_->document();
    if (index.isValid() && document) {
        const auto range = document->outline.node(model_->nodeOf(index)).value;
        copy_->start(present::Payload::ofBytes(document->text), range.begin, range.size(),
                     present::CopyFormat::Text);
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
    const std::string term = isContainer(index)
                                 ? filter::jsonPathTerm(path)
                                 : filter::jsonTerm(path, model_->plainValue(index).toStdString());
    emit filterTermRequested(QString::fromStdString(term));
}

void JsonPane::showPath()
{
    const QModelIndex index = tree_->currentIndex();
    path_->setText(index.isValid() ? model_->shortPath(index, longestPath) : QString());
    path_->setToolTip(path_->text());
}

void JsonPane::showMenu(const QPoint& position)
{
    if (tree_->indexAt(position).isValid()) {
        QMenu::exec(tree_->actions(), tree_->viewport()->mapToGlobal(position), nullptr, this);
    }
}

void JsonPane::expandAll()
{
    const QModelIndex root = tree_->rootIndex();
    if (!tree_->expandFrom(root.isValid() ? root : model_->index(0, 0), mostRows)) {
        path_->setText(tr("Not more than %1 rows are opened at once.").arg(mostRows));
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
    findBar_->setNote(tr("Searching…"));
    const QModelIndex current = tree_->currentIndex();
    const auto from = current.isValid() ? model_->nodeOf(current) : present::JsonOutline::Root;
    if (backwards) {
        search_->findPrevious(document, pattern_, from);
    } else {
        search_->findNext(document, pattern_, from);
    }
}

void JsonPane::finishFinding(const present::JsonSearch::Outcome& outcome)
{
    if (!outcome.node) {
        findBar_->setNote(tr("Not found"));
        return;
    }
    findBar_->setNote(outcome.wrapped ? tr("Went round") : QString());
    tree_->reveal(model_->indexOf(*outcome.node));
}

} // namespace framescope::ui
