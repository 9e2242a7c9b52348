// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/decoded_tree.h"

#include "codec/value_text.h"
#include "present/values/decoding_model.h"
#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/find/value_finder.h"
#include "ui/style/building_blocks.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace framescope::ui {

using present::DecodingModel;

DecodedTree::DecodedTree(FindBar* findBar)
    : JsonTree("decodedTree", "decodedMenu"), model_(new DecodingModel(this)),
      copy_(new present::PayloadCopy(this)), finder_(new ValueFinder(findBar, this))
{
    setAccessibleName(tr("Decoded payload"));
    setModel(model_);
    setExpandsOnDoubleClick(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(DecodingModel::ValueColumn, QHeaderView::Stretch);
    arrangeColumns();
    connect(header(), &QHeaderView::sectionResized, this, [this](int section) {
        arranged_ = arranged_ || (!arranging_ && section != DecodingModel::ValueColumn);
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                describe();
                arrangeColumns();
                if (current.isValid()) {
                    finder_->setCurrent(model_->nodeAt(current));
                }
            });
    connect(finder_, &ValueFinder::found, this,
            [this](codec::ValueTree::NodeId node) { reveal(model_->reveal(node)); });
    connect(copy_, &present::PayloadCopy::finished, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    connect(this, &JsonTree::menuOpens, this, &DecodedTree::prepareMenu);
    addCommands();
}

void DecodedTree::addCommands()
{
    const auto add = [this](const char* name, const QString& text, const QKeySequence& keys,
                            auto run) { style::addCommand(this, name, text, keys, this, run); };
    add("copyDecoded", tr("Copy value"), QKeySequence(QKeySequence::Copy), [this] {
        if (const QModelIndex index = currentIndex(); index.isValid()) {
            copy_->start(decoding_->tree, model_->nodeAt(index));
        }
    });
    add("copyDecodedPath", tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        &DecodedTree::copyPath);
    add("copyDecodedKey", tr("Copy key"), {}, [this] {
        if (const QModelIndex index = currentIndex(); index.isValid()) {
            QGuiApplication::clipboard()->setText(
                QString::fromStdString(codec::keyText(*model_->tree(), model_->nodeAt(index))));
        }
    });
    style::addSeparator(this);
    add("filterByDecoded", tr("Filter by this"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        const present::DecodedTerms terms = currentTerms();
        request(terms.value, terms.reason);
    });
    add("filterByText", tr("Filter by this text"), {},
        [this] { request(currentTerms().text, {}); });
    add("showDecodedInHex", tr("Show in hex"), {}, &DecodedTree::showInHex);
    style::addSeparator(this);
    add("lookInto", tr("Decode this string"), QKeySequence(Qt::Key_Return),
        &DecodedTree::openCurrent);
    add("lookBack", tr("Back"), QKeySequence(Qt::Key_Backspace), &DecodedTree::backRequested);
}

/// Gives values most of the width, until the user moves a column. The key of a deep value needs
/// space for its indentation.
void DecodedTree::arrangeColumns()
{
    constexpr int mostLevels = 32;
    constexpr int beginningOfAKey = 60;
    if (arranged_) {
        return;
    }
    int level = 0;
    for (QModelIndex at = currentIndex(); at.isValid() && at != rootIndex() && level < mostLevels;
         at = at.parent()) {
        ++level;
    }
    const int needed = level * indentation() + beginningOfAKey;
    const int key = std::max(std::clamp(width() / 4, 84, 140), std::min(needed, width() / 2));
    arranging_ = true;
    header()->resizeSection(DecodingModel::KeyColumn, key);
    header()->resizeSection(DecodingModel::TypeColumn, std::clamp(width() / 5, 76, 120));
    arranging_ = false;
}

void DecodedTree::resizeEvent(QResizeEvent* event)
{
    JsonTree::resizeEvent(event);
    arrangeColumns();
}

void DecodedTree::setOutdated()
{
    isOutdated_ = true;
    setContextMenuPolicy(Qt::PreventContextMenu);
}

void DecodedTree::setDecoding(std::shared_ptr<const codec::Decoding> decoding,
                              present::Standing standing)
{
    constexpr int firstRows = 60; // about a screen
    isOutdated_ = false;
    setContextMenuPolicy(Qt::CustomContextMenu);
    decoding_ = std::move(decoding);
    standing_ = standing;
    model_->setTree(decoding_->tree);
    finder_->setTree(decoding_->tree);
    if (decoding_->tree) {
        showAll();
        expandFrom(model_->index(0, 0), firstRows);
        setCurrentIndex(model_->index(0, 0));
        describe();
    }
}

void DecodedTree::describe()
{
    const QModelIndex current = currentIndex();
    QString line;
    if (current.isValid()) {
        const auto& value = model_->tree()->node(model_->nodeAt(current)).value;
        line = tr("%1  ·  offset %2, %3")
                   .arg(current.data(present::JsonTreeModel::PathRole).toString(),
                        present::formatCount(value.begin), present::formatBytes(value.size()));
    }
    emit described(line);
}

void DecodedTree::prepareMenu(QMenu& menu)
{
    const present::DecodedTerms terms = currentTerms();
    const auto offer = [this](const char* name, bool there, const QString& tip = {}) {
        auto* action = findChild<QAction*>(QLatin1String(name));
        action->setEnabled(there);
        action->setToolTip(tip);
    };
    offer("filterByDecoded", terms.value.has_value(),
          terms.value ? terms.value->term : terms.reason);
    offer("filterByText", terms.text.has_value(), terms.text ? terms.text->term : QString());
    offer("showDecodedInHex", isInPayload());
    offer("lookInto", currentIndex().data(DecodingModel::CanOpenRole).toBool());
    offer("lookBack", canGoBack_);
    menu.setToolTipsVisible(true);
    connect(&menu, &QMenu::aboutToHide, this, [this] { // so that their keys work again
        for (QAction* action : actions()) {
            action->setEnabled(true);
        }
    });
}

/// Returns nullopt while the tree is still that of another payload.
std::optional<codec::ValueTree::NodeId> DecodedTree::currentNode() const
{
    return isOutdated_ || !currentIndex().isValid() ? std::nullopt
                                                    : std::optional(model_->nodeAt(currentIndex()));
}

present::DecodedTerms DecodedTree::currentTerms() const
{
    const auto node = currentNode();
    return node ? present::decodedTerms(*model_->tree(), *node,
                                        present::standingOf(*decoding_, standing_))
                : present::DecodedTerms();
}

/// Whether the tree was decoded from the payload's own bytes.
bool DecodedTree::isInPayload() const
{
    return present::standingOf(*decoding_, standing_) == present::Standing::Whole;
}

void DecodedTree::request(const std::optional<present::CellTerm>& term, const QString& reason)
{
    if (term) {
        emit filterTermRequested(term->term);
    } else if (!reason.isEmpty()) {
        emit described(reason);
    }
}

void DecodedTree::showInHex()
{
    if (const auto node = currentNode(); node && isInPayload()) {
        const auto range = model_->tree()->node(*node).value;
        emit hexRequested(range.begin, range.size());
    }
}

void DecodedTree::openCurrent()
{
    const QModelIndex current = currentIndex();
    const auto node = currentNode();
    if (node && current.data(DecodingModel::CanOpenRole).toBool()) {
        emit openRequested(*node);
    } else if (node) {
        setExpanded(current, !isExpanded(current));
    }
}

} // namespace framescope::ui
