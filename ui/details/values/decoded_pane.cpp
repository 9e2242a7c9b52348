// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/decoded_pane.h"

#include "codec/value_text.h"
#include "present/search/decoded_terms.h"
#include "present/values/decoding_payload.h"
#include "present/words/format.h"
#include "ui/details/find/find_bar.h"
#include "ui/details/hex/hex_pane.h"
#include "ui/details/hex/hex_view.h"
#include "ui/details/text/text_pane.h"
#include "ui/details/text/text_view.h"
#include "ui/details/values/decoded_tree.h"
#include "ui/details/values/working_stack.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/elided_label.h"

#include <QComboBox>
#include <QToolButton>

#include <array>
#include <utility>

namespace framescope::ui {

using codec::Encoding;

namespace {

constexpr std::array EncodingChoices{Encoding::Json, Encoding::MessagePack, Encoding::Cbor,
                                     Encoding::Bson, Encoding::Base64,      Encoding::Gzip,
                                     Encoding::Zlib, Encoding::Deflate};

QString choiceName(codec::Encoding encoding)
{
    return encoding == codec::Encoding::Deflate
               ? DecodedPane::tr("Raw deflate")
               : QString::fromUtf8(codec::encodingName(encoding).data());
}

/// Gives the widgets of a pane other names than in the panes that show the payload.
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
    : QWidget(parent), encoding_(new QComboBox), back_(new QToolButton),
      chain_(new ElidedLabel("decodedChain")), failure_(new ElidedLabel("decodedFailure", "bad")),
      findBar_(new FindBar(FindBar::Kind::Text)),
      find_(findBar_->makeOpenButton("findInDecoded", tr("Find in keys and values (Ctrl+F)"))),
      tree_(new DecodedTree(findBar_)), text_(new TextPane), hex_(new HexPane),
      stack_(new WorkingStack("decodedMessage", "cancelDecoding", tr("Decoding…")))
{
    failure_->setContentsMargins(12, 2, 12, 6);
    failure_->hide();
    text_->findChild<TextView*>()->setAccessibleName(tr("Decoded text"));
    hex_->findChild<HexView*>()->setAccessibleName(tr("Decoded bytes in hex"));
    nameApart(*text_);
    nameApart(*hex_);
    auto* path = new ElidedLabel("decodedPath", "muted");
    auto* footer =
        tree_->makeFooter(path, "decodedWhole", tr("Only the deeply nested part is shown"));
    stack_->addWidget(tree_);
    stack_->addWidget(text_);
    stack_->addWidget(hex_);
    for (QWidget* ofTree : {footer, static_cast<QWidget*>(find_)}) {
        connect(stack_, &QStackedWidget::currentChanged, ofTree,
                [this, ofTree] { ofTree->setVisible(stack_->currentWidget() == tree_); });
    }
    auto* layout = style::column(this);
    layout->addWidget(makeHeader());
    layout->addWidget(failure_);
    layout->addWidget(findBar_);
    layout->addWidget(stack_, 1);
    layout->addWidget(footer);
    stack_->showPage(tree_);
    setFocusProxy(encoding_);
    findBar_->serve({tree_});
    connect(tree_, &DecodedTree::filterTermRequested, this, &DecodedPane::filterTermRequested);
    connect(tree_, &DecodedTree::hexRequested, this, &DecodedPane::hexRequested);
    connect(tree_, &DecodedTree::openRequested, this, &DecodedPane::lookInto);
    connect(tree_, &DecodedTree::backRequested, this, &DecodedPane::goBack);
    connect(tree_, &DecodedTree::described, path, &ElidedLabel::setLine);
    connect(stack_, &WorkingStack::cancelled, this, [this] {
        task_.cancel();
        stack_->showMessage(tr("Cancelled. Choose an encoding to start again."));
    });
}

QWidget* DecodedPane::makeHeader()
{
    encoding_->setObjectName(QStringLiteral("decodedEncoding"));
    encoding_->setAccessibleName(tr("Encoding of the payload"));
    encoding_->setToolTip(tr("How the payload is read"));
    encoding_->addItem(tr("Automatic"));
    for (const codec::Encoding encoding : EncodingChoices) {
        encoding_->addItem(choiceName(encoding), static_cast<int>(encoding));
    }
    connect(encoding_, &QComboBox::activated, this, &DecodedPane::chooseEncoding);
    back_->setObjectName(QStringLiteral("decodedBack"));
    back_->setText(tr("Back"));
    back_->setToolTip(tr("Back to the enclosing value (Backspace)"));
    back_->setProperty("button", true);
    back_->hide();
    connect(back_, &QToolButton::clicked, this, &DecodedPane::goBack);
    auto* header = new QWidget;
    auto* layout = style::row(header, {12, 4, 8, 4}, style::UsualSpacing);
    layout->addWidget(encoding_);
    layout->addWidget(back_);
    layout->addWidget(chain_, 1);
    layout->addWidget(find_);
    return header;
}

void DecodedPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    failure_->setFolded(height() < ElidedLabel::LowPane);
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
    tree_->setCanGoBack(steps_.size() > 1);
    tree_->setOutdated();
    stack_->begin();
    task_.run([payload = step.payload, chosen = step.chosen](
                  work::Run& run) { return present::readDecoding(payload, chosen, run.stop()); },
              [this](const Result<std::shared_ptr<const codec::Decoding>>& decoding) {
                  if (decoding) {
                      display(*decoding);
                  } else {
                      stack_->showMessage(QString::fromStdString(decoding.error().message()));
                  }
                  emit shown();
              });
}

void DecodedPane::chooseEncoding()
{
    if (steps_.empty()) {
        return;
    }
    const QVariant data = encoding_->currentData();
    std::optional<codec::Encoding> chosen;
    if (data.isValid()) {
        chosen = static_cast<codec::Encoding>(data.toInt());
    }
    steps_.back().chosen = chosen;
    if (steps_.size() == 1) {
        chosen_ = chosen;
    }
    start();
}

void DecodedPane::display(const std::shared_ptr<const codec::Decoding>& decoding)
{
    decoding_ = decoding;
    showChain(*decoding);
    showFailure(*decoding);
    displayContent(decoding);
}

void DecodedPane::displayContent(const std::shared_ptr<const codec::Decoding>& decoding)
{
    tree_->setDecoding(decoding, steps_.back().standing);
    if (decoding->tree) {
        stack_->showPage(tree_);
        return;
    }
    findBar_->hide();
    const bool isPayload = steps_.size() == 1;
    if (isPayload && decoding->layers.empty()) {
        stack_->showMessage(steps_.front().payload->size() == 0
                                ? tr("The payload is empty.")
                                : tr("Nothing was recognised. Choose an encoding to try it."));
        return;
    }
    // The panes show events: this one has the decoded content as payload.
    auto content = std::make_shared<present::LoadedEvent>(*event_);
    content->payload = decoding->content;
    content->content = present::Payload::ofBytes(decoding->content);
    content->record.payloadCut = false;
    if (decoding->isText) {
        text_->setEvent(content);
        stack_->showPage(text_);
    } else {
        hex_->setEvent(content);
        stack_->showPage(hex_);
    }
}

void DecodedPane::showChain(const codec::Decoding& decoding)
{
    QString chain = QString::fromStdString(decoding.chain());
    if (steps_.size() > 1) {
        chain = chain.isEmpty() ? steps_.back().path
                                : steps_.back().path + QStringLiteral(": ") + chain;
    }
    chain_->setLine(chain);
    QStringList layers;
    for (const codec::DecodedLayer& layer : decoding.layers) {
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

void DecodedPane::showFailure(const codec::Decoding& decoding)
{
    QStringList notes;
    if (const auto& failure = decoding.failure) {
        notes += tr("%1, at byte %2: %3.")
                     .arg(QString::fromStdString(decoding.layers[failure->layer].name),
                          present::formatCount(failure->what.offset),
                          QString::fromStdString(failure->what.what));
        if (!decoding.content->empty()) {
            notes += tr("The part before it is shown below.");
        }
    }
    if (decoding.contentCut) {
        notes += tr("There is more: only the first %1 were decompressed.")
                     .arg(present::formatBytes(codec::ContentLimit));
    }
    if (steps_.back().payload->size() > codec::ContentLimit) {
        notes += tr("Only the first %1 of the payload were read.")
                     .arg(present::formatBytes(codec::ContentLimit));
    }
    if (decoding.layers.size() > codec::MaxLayers) {
        notes += tr("Only the first %1 layers were decoded.").arg(codec::MaxLayers);
    }
    failure_->setLine(notes.join(QLatin1Char(' ')));
    failure_->setVisible(!notes.isEmpty());
}

void DecodedPane::lookInto(codec::ValueTree::NodeId node)
{
    const codec::ValueTree& tree = *decoding_->tree;
    Bytes content = codec::stringContent(tree, node);
    const auto standing =
        present::standingOf(tree, node, present::standingOf(*decoding_, steps_.back().standing));
    steps_.push_back({present::Payload::ofBytes(std::make_shared<const Bytes>(std::move(content))),
                      std::nullopt, QString::fromStdString(codec::pathText(tree, node)), standing});
    start();
}

void DecodedPane::goBack()
{
    if (steps_.size() > 1) {
        steps_.pop_back();
        start();
    }
}

} // namespace framescope::ui
