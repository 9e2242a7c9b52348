// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/decoded_pane.h"

#include "present/decoding_job.h"
#include "present/decoding_model.h"
#include "present/decoding_text.h"
#include "present/format.h"
#include "ui/details/decoded_delegate.h"
#include "ui/details/hex_pane.h"
#include "ui/details/hex_view.h"
#include "ui/details/text_pane.h"
#include "ui/details/text_view.h"
#include "ui/details/tree_expansion.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace framescope::ui {

using present::DecodingModel;
using present::Encoding;
using present::JsonTreeModel;

namespace {

constexpr int Margin = 12;
constexpr std::array Choices{Encoding::Json, Encoding::MessagePack, Encoding::Cbor,
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

QLabel* makeNote(const QString& name, const char* role)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setContentsMargins(Margin, 6, Margin, 6);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

DecodedPane::DecodedPane(QWidget* parent)
    : QWidget(parent), job_(new present::DecodingJob(this)), model_(new DecodingModel(this)),
      copy_(new present::ValueCopy(this)), patience_(new QTimer(this)), encoding_(new QComboBox),
      back_(new QToolButton), chain_(new QLabel),
      failure_(makeNote(QStringLiteral("decodedFailure"), "bad")), stack_(new QStackedWidget),
      tree_(new QTreeView), text_(new TextPane), hex_(new HexPane), message_(new QLabel),
      cancel_(new QPushButton(tr("Cancel"))),
      path_(makeNote(QStringLiteral("decodedPath"), "muted"))
{
    constexpr int patience = 200; // ms
    setUpTree();
    failure_->setWordWrap(true);
    failure_->hide();
    path_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    text_->findChild<TextView*>()->setAccessibleName(tr("Decoded text"));
    hex_->findChild<HexView*>()->setAccessibleName(tr("Decoded bytes in hex"));
    nameApart(*text_);
    nameApart(*hex_);
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
    layout->addWidget(stack_, 1);
    layout->addWidget(path_);
    setFocusProxy(encoding_);

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
    for (const Encoding encoding : Choices) {
        encoding_->addItem(choiceName(encoding), static_cast<int>(encoding));
    }
    connect(encoding_, &QComboBox::activated, this, &DecodedPane::chooseEncoding);
    back_->setObjectName(QStringLiteral("decodedBack"));
    back_->setText(tr("Back"));
    back_->setToolTip(tr("Back to what this value is in (Backspace)"));
    back_->setProperty("button", true);
    back_->hide();
    connect(back_, &QToolButton::clicked, this, &DecodedPane::goBack);
    chain_->setObjectName(QStringLiteral("decodedChain"));
    chain_->setTextFormat(Qt::PlainText);
    chain_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    chain_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* header = new QWidget;
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(Margin, 6, Margin, 6);
    layout->addWidget(encoding_);
    layout->addWidget(back_);
    layout->addWidget(chain_, 1);
    return header;
}

void DecodedPane::setUpTree()
{
    constexpr int keyWidth = 140;
    constexpr int typeWidth = 120;
    tree_->setObjectName(QStringLiteral("decodedTree"));
    tree_->setAccessibleName(tr("Decoded payload"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new DecodedDelegate(tree_));
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setFont(style::payloadFont());
    tree_->setExpandsOnDoubleClick(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView& header = *tree_->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(DecodingModel::ValueColumn, QHeaderView::Stretch);
    header.resizeSection(DecodingModel::KeyColumn, keyWidth);
    header.resizeSection(DecodingModel::TypeColumn, typeWidth);
    connect(tree_, &QWidget::customContextMenuRequested, this, &DecodedPane::showMenu);
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DecodedPane::showPath);
    const auto add = [this](const QString& text, const QKeySequence& keys, auto run) {
        auto* action = new QAction(text, tree_);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, run);
        tree_->addAction(action);
    };
    add(tr("Copy value"), QKeySequence(QKeySequence::Copy),
        [this] { copy(JsonTreeModel::ValueTextRole); });
    add(tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { copy(JsonTreeModel::PathRole); });
    add(tr("Look into this string"), QKeySequence(Qt::Key_Return), [this] { openCurrent(); });
    add(tr("Back"), QKeySequence(Qt::Key_Backspace), [this] { goBack(); });
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
    decoding_ = decoding;
    showChain();
    showFailure();
    displayContent();
    emit shown();
}

void DecodedPane::displayContent()
{
    model_->setTree(decoding_->tree);
    path_->setVisible(decoding_->tree != nullptr);
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
    chain_->setText(chain);
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
            notes += tr("What was read before it is below.");
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
    failure_->setText(notes.join(QLatin1Char(' ')));
    failure_->setVisible(!notes.isEmpty());
}

void DecodedPane::showMessage(const QString& text, bool working)
{
    message_->setText(text);
    cancel_->setVisible(working);
    stack_->setCurrentIndex(stack_->count() - 1);
    path_->hide();
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
    path_->setText(
        tr("%1  ·  offset %2, %3")
            .arg(path, present::formatCount(value.begin), present::formatBytes(value.size())));
    path_->setToolTip(path_->text());
}

void DecodedPane::showMenu(const QPoint& position)
{
    const QModelIndex index = tree_->indexAt(position);
    if (!index.isValid()) {
        return;
    }
    const QList<QAction*> actions = tree_->actions();
    actions[2]->setEnabled(index.data(DecodingModel::CanOpenRole).toBool());
    actions[3]->setEnabled(steps_.size() > 1);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions);
    connect(menu, &QMenu::aboutToHide, this, [actions] {
        for (QAction* action : actions) {
            action->setEnabled(true);
        }
    });
    menu->popup(tree_->viewport()->mapToGlobal(position));
}

void DecodedPane::openCurrent()
{
    const QModelIndex current = tree_->currentIndex();
    if (!current.isValid() || !current.data(DecodingModel::CanOpenRole).toBool()) {
        tree_->setExpanded(current, !tree_->isExpanded(current));
        return;
    }
    Bytes content = present::stringContent(*model_->tree(), model_->nodeAt(current));
    steps_.push_back({present::Payload::ofBytes(std::make_shared<const Bytes>(std::move(content))),
                      std::nullopt, current.data(JsonTreeModel::PathRole).toString()});
    start();
}

void DecodedPane::goBack()
{
    if (steps_.size() > 1) {
        steps_.pop_back();
        start();
    }
}

void DecodedPane::copy(int role)
{
    const QModelIndex index = tree_->currentIndex();
    if (index.isValid() && role == JsonTreeModel::ValueTextRole) {
        copy_->start(decoding_->tree, model_->nodeAt(index));
    } else if (index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(role).toString());
    }
}

} // namespace framescope::ui
