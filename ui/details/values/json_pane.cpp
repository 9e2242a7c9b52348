// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/json_pane.h"

#include "filter/language/terms.h"
#include "present/values/decoding_payload.h"
#include "present/values/json_search.h"
#include "present/values/json_tree_model.h"
#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/payload_finder.h"
#include "ui/details/values/json_tree.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace framescope::ui {

using present::JsonTreeModel;

namespace {

constexpr int firstRows = 60; ///< about a screen
constexpr int mostRows = 5000;
constexpr qsizetype longestPath = 400;
constexpr std::uint32_t longestFilterValue = 1000; ///< bytes; a longer one is filtered by path

bool isContainer(const QModelIndex& index)
{
    using Kind = codec::JsonOutline::Kind;
    const auto kind = static_cast<Kind>(index.data(JsonTreeModel::KindRole).toInt());
    return kind == Kind::Object || kind == Kind::Array;
}

} // namespace

JsonPane::JsonPane(QWidget* parent)
    : QWidget(parent), tree_(new JsonTree("jsonTree", "jsonMenu")), stack_(new QStackedWidget),
      message_(style::messageLabel("jsonMessage")), failureBar_(makeFailureBar()),
      path_(new ElidedLabel("jsonPath", "muted")), findBar_(new FindBar(FindBar::Kind::Text)),
      finder_(new PayloadFinder(findBar_, this)), model_(new JsonTreeModel(this)),
      copy_(new present::PayloadCopy(this))
{
    constexpr int keyWidth = 170;
    tree_->setAccessibleName(tr("Payload as JSON"));
    tree_->setModel(model_);
    tree_->header()->resizeSection(JsonTreeModel::KeyColumn, keyWidth);
    tree_->header()->setStretchLastSection(true);
    stack_->addWidget(tree_);
    stack_->addWidget(message_);

    auto* layout = style::column(this);
    layout->addWidget(failureBar_);
    layout->addWidget(findBar_);
    layout->addWidget(stack_, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(tree_);

    addCommands();
    findBar_->serve({tree_});
    connect(finder_, &PayloadFinder::found, this, [this](quint64 place) {
        tree_->reveal(model_->indexOf(model_->document()->outline.nodeAt(place)));
    });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                showPath();
                if (current.isValid()) {
                    const auto [place, next] =
                        present::placeOf(*model_->document(), model_->nodeOf(current));
                    finder_->setStart(0, place, next);
                }
                if (const auto range = currentRange(); range && !filling_) {
                    emit selected(range->begin, range->size());
                }
            });
    connect(copy_, &present::PayloadCopy::finished, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        showPath();
    });
    connect(copy_, &present::PayloadCopy::failed, path_, &ElidedLabel::setLine);
}

JsonPane::~JsonPane()
{
    tree_->setModel(nullptr); // the tree must not use the model while that is destroyed
}

QWidget* JsonPane::makeFailureBar()
{
    failure_ = new ElidedLabel("jsonFailure", "bad");
    auto* bar = new QWidget;
    auto* row = style::row(bar, {12, 2, 8, 2}, 4);
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
    QWidget* footer = tree_->makeFooter(path_, "wholeDocument",
                                        tr("Only a deeply nested part of the document is shown"));
    const auto add = [&](const char* object, const char* icon, const QString& what, auto run) {
        auto* button = style::iconButton(object, icon, what);
        connect(button, &QToolButton::clicked, this, run);
        footer->layout()->addWidget(button);
    };
    add("expandAll", "expand", tr("Expand all"), &JsonPane::expandAll);
    add("collapseAll", "collapse", tr("Collapse all"), &JsonPane::collapseAll);
    footer->layout()->addWidget(
        findBar_->makeOpenButton("findInJson", tr("Find in keys and values (Ctrl+F)")));
    return footer;
}

void JsonPane::addCommands()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& keys,
                            auto run) { style::addCommand(tree_, name, text, keys, this, run); };
    add("copyValue", tr("Copy value"), QKeySequence(QKeySequence::Copy), &JsonPane::copyValue);
    add("copyPath", tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { tree_->copyPath(); });
    add("copyKey", tr("Copy key"), {}, [this] {
        if (const QModelIndex index = tree_->currentIndex(); index.isValid()) {
            QGuiApplication::clipboard()->setText(model_->keyOf(index));
        }
    });
    style::addSeparator(tree_);
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
    style::addSeparator(tree_);
    add("expandBelow", tr("Expand all below"), QKeySequence(Qt::Key_Asterisk),
        [this] { tree_->expandFrom(tree_->currentIndex().siblingAtColumn(0), mostRows); });
    add("showOnly", tr("Show only what is below"), {}, [this] {
        const QModelIndex index = tree_->currentIndex().siblingAtColumn(0);
        if (model_->hasChildren(index)) {
            tree_->showOnly(index);
        }
    });
}

void JsonPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    finder_->setSearched(present::searchedIn(nullptr));
    pending_.reset();
    if (event->json || !event->jsonLater) {
        reading_.cancel();
        showDocument(event->json);
        return;
    }
    model_->setDocument(nullptr);
    showMessage(tr("Reading %1 of JSON…").arg(present::formatBytes(event->content->size())));
    reading_.run([payload = event->content](
                     work::Run& run) { return present::readJson(payload, run.stop()); },
                 [this](const Result<std::shared_ptr<const present::JsonDocument>>& document) {
                     if (document) {
                         showDocument(*document);
                     } else {
                         showMessage(QString::fromStdString(document.error().message()));
                     }
                 });
}

void JsonPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    failure_->setFolded(height() < ElidedLabel::LowPane);
}

void JsonPane::showDocument(const std::shared_ptr<const present::JsonDocument>& document)
{
    filling_ = true;
    tree_->showAll();
    model_->setDocument(document);
    stack_->setCurrentWidget(tree_);
    finder_->setSearched(present::searchedIn(document));
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

/// Returns the range of the current value in the payload.
std::optional<codec::JsonOutline::Range> JsonPane::currentRange() const
{
    const QModelIndex index = tree_->currentIndex();
    const auto& document = model_->document();
    if (!index.isValid() || !document) {
        return std::nullopt;
    }
    return document->outline.node(model_->nodeOf(index)).value;
}

/// Returns the byte where the JSON becomes invalid, or the last one if it ends too early.
std::optional<codec::JsonOutline::Range> JsonPane::failureRange() const
{
    const auto& document = model_->document();
    if (!document || !document->outline.failure() || document->text->empty()) {
        return std::nullopt;
    }
    const std::size_t at =
        std::min(document->outline.failure()->offset, document->text->size() - 1);
    return codec::JsonOutline::Range{static_cast<std::uint32_t>(at),
                                     static_cast<std::uint32_t>(at + 1)};
}

void JsonPane::showPath()
{
    const QModelIndex index = tree_->currentIndex();
    path_->setLine(index.isValid() ? model_->shortPath(index, longestPath) : QString());
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

} // namespace framescope::ui
