// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/binary_mode.h"

#include "base/text/base64.h"
#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "ui/composer/edit/draft_highlighter.h"
#include "ui/composer/edit/hex_editor.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/expanding_edit.h"
#include "ui/composer/modes/file_field.h"
#include "ui/composer/modes/fragment_options.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

using message::Form;

/// In the order of BinaryMode::Way.
struct WayRow
{
    const char* name;
    const char* placeholder;
    Form form;
};

constexpr std::array Ways{
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "Hex"),
           QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "ca fe 01   a binary message, in hex"),
           Form::Hex},
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "Hex editor"), "", Form::Hex},
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "Base64"),
           QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "yv4B   a binary message, in base64"),
           Form::Base64},
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "File"), "", Form::File},
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "JSON as MessagePack"),
           QT_TRANSLATE_NOOP("framescope::ui::BinaryMode",
                             "{\"type\": \"hello\"}   sent as MessagePack"),
           Form::MessagePack},
    WayRow{QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "JSON as CBOR"),
           QT_TRANSLATE_NOOP("framescope::ui::BinaryMode", "{\"type\": \"hello\"}   sent as CBOR"),
           Form::Cbor},
};

constexpr std::size_t MostPreviewed = 2048; // bytes of the preview

const WayRow& wayRowOf(BinaryMode::Way way)
{
    return Ways.at(static_cast<std::size_t>(way));
}

const QByteArray* binaryIn(const message::Outgoing& outgoing)
{
    if (const auto* binary = std::get_if<message::Binary>(&outgoing)) {
        return &binary->bytes;
    }
    const auto* fragments = std::get_if<message::Fragments>(&outgoing);
    const auto* binary = fragments ? std::get_if<message::Binary>(&fragments->message) : nullptr;
    return binary ? &binary->bytes : nullptr;
}

QString spaced(ByteView bytes, std::size_t most)
{
    const ByteView shown = bytes.first(std::min(bytes.size(), most));
    return QString::fromStdString(spacedHex(shown)) +
           (shown.size() < bytes.size() ? QStringLiteral(" …") : QString());
}

} // namespace

BinaryMode::BinaryMode(QWidget* parent)
    : ModePane(parent), ways_(new QComboBox), inputs_(new QStackedWidget), text_(new ExpandingEdit),
      editor_(new HexEditor), file_(new FileField), fragments_(new FragmentOptions),
      editing_(style::plainLabel({}, "muted"))
{
    text_->edit().setAccessibleName(tr("Binary message to send"));
    editor_->setObjectName(QStringLiteral("composerHexEditor"));
    editor_->setAccessibleName(tr("Bytes to send"));
    ways_->setObjectName(QStringLiteral("binaryWays"));
    ways_->setAccessibleName(tr("How the bytes are written"));
    for (const WayRow& row : Ways) {
        ways_->addItem(tr(row.name));
    }
    for (QWidget* input : std::initializer_list<QWidget*>{text_, editor_, file_}) {
        inputs_->addWidget(input);
    }
    style::column(this)->addWidget(inputs_);
    auto* tools = new QWidget;
    auto* row = style::row(tools, {}, 8);
    row->addWidget(ways_);
    row->addWidget(fragments_);
    row->addWidget(editing_);
    row->addStretch(1);
    setTools(tools);
    connectParts();
    wayChosen();
}

void BinaryMode::connectParts()
{
    connect(ways_, &QComboBox::currentIndexChanged, this, &BinaryMode::wayChosen);
    connect(&text_->edit(), &QPlainTextEdit::textChanged, this, &BinaryMode::changed);
    connect(editor_, &HexEditor::changed, this, &BinaryMode::changed);
    connect(editor_, &HexEditor::refused, this, &BinaryMode::refused);
    connect(editor_, &HexEditor::stateChanged, this, &BinaryMode::describeEditor);
    connect(file_, &FileField::changed, this, &BinaryMode::changed);
    connect(fragments_, &FragmentOptions::changed, this, &BinaryMode::changed);
    for (QAbstractScrollArea* area :
         std::initializer_list<QAbstractScrollArea*>{&text_->edit(), editor_}) {
        area->viewport()->setAcceptDrops(true);
        area->viewport()->installEventFilter(this);
    }
    file_->setAcceptDrops(true);
    file_->installEventFilter(this);
}

BinaryMode::Way BinaryMode::way() const
{
    return static_cast<Way>(ways_->currentIndex());
}

/// The bytes as they are written in one of the first three ways; none if there is a mistake.
QByteArray BinaryMode::bytesOf(Way way) const
{
    if (way == Editor) {
        return editor_->bytes();
    }
    const std::string text = text_->edit().message().toStdString();
    if (way == Hex) {
        return message::bytesFromHex(text).value_or(QByteArray());
    }
    const auto decoded = decodeBase64(asBytes(text));
    return decoded.failure ? QByteArray() : toByteArray(decoded.bytes);
}

/// Converts what is written, where both ways write bytes.
void BinaryMode::wayChosen()
{
    const Way next = way();
    if (next != way_ && next <= Base64 && way_ <= Base64) {
        const QByteArray bytes = bytesOf(way_);
        if (next == Editor) {
            editor_->setBytes(bytes);
        } else if (way_ == Editor || !bytes.isEmpty()) {
            text_->edit().setPlainText(next == Hex
                                           ? QString::fromStdString(spacedHex(viewOf(bytes)))
                                           : QString::fromStdString(toBase64(viewOf(bytes))));
        }
    }
    way_ = next;
    const bool json = next == MessagePack || next == Cbor;
    text_->edit().highlighter().setSyntax(json ? DraftHighlighter::Syntax::Json
                                               : DraftHighlighter::Syntax::Plain);
    text_->edit().setPlaceholderText(tr(wayRowOf(next).placeholder));
    QWidget* input = next == Editor ? static_cast<QWidget*>(editor_)
                     : next == File ? static_cast<QWidget*>(file_)
                                    : text_;
    inputs_->setCurrentWidget(input);
    setFocusProxy(input);
    describeEditor();
    emit changed();
}

void BinaryMode::describeEditor()
{
    editing_->setVisible(way() == Editor);
    editing_->setText(tr("%1 · %2 · byte %3 of %4")
                          .arg(editor_->isInserting() ? tr("insert") : tr("overwrite"),
                               editor_->isInText() ? tr("text") : tr("hex"))
                          .arg(editor_->cursor())
                          .arg(editor_->bytes().size()));
    editing_->setToolTip(tr("Insert changes between inserting and overwriting, Tab between hex and "
                            "text"));
}

message::Draft BinaryMode::draft() const
{
    message::Draft draft;
    draft.kind = message::Draft::Kind::Binary;
    draft.form = wayRowOf(way()).form;
    draft.content = way() == Editor ? QString::fromStdString(spacedHex(viewOf(editor_->bytes())))
                    : way() == File ? file_->path()
                                    : text_->edit().message();
    fragments_->writeTo(draft);
    return draft;
}

void BinaryMode::setDraft(const message::Draft& draft)
{
    const auto* row = std::find_if(Ways.begin(), Ways.end(), [&](const WayRow& candidate) {
        return candidate.form == draft.form;
    });
    auto next = row == Ways.end() ? Hex : static_cast<Way>(row - Ways.begin());
    const auto bytes = message::bytesFromHex(draft.content.toStdString());
    if (next == Hex && way() == Editor && bytes) {
        next = Editor;
    }
    ways_->setCurrentIndex(next);
    if (next == Editor) {
        editor_->setBytes(*bytes);
    } else if (next == File) {
        file_->setPath(draft.content);
    } else {
        text_->edit().setPlainText(draft.content);
        text_->edit().moveCursor(QTextCursor::End);
    }
    fragments_->readFrom(draft);
}

void BinaryMode::clear()
{
    if (way() == Editor) {
        editor_->setBytes({});
    } else if (way() != File) {
        text_->edit().clear();
    }
}

bool BinaryMode::isEmpty() const
{
    return way() == Editor ? editor_->bytes().isEmpty()
           : way() == File ? file_->path().isEmpty()
                           : text_->edit().document()->isEmpty();
}

qsizetype BinaryMode::weight() const
{
    return way() == Editor ? editor_->bytes().size()
           : way() == File ? 0
                           : text_->edit().document()->characterCount();
}

void BinaryMode::preview(const Result<message::Outgoing>& outgoing,
                         const message::TemplateScope& scope)
{
    const bool isText = inputs_->currentWidget() == text_;
    const bool templates = isText && text_->hasTemplates();
    const bool json = way() == MessagePack || way() == Cbor;
    if (!isText || !(templates || json)) {
        clearPreview();
        return;
    }
    const auto expanded = text_->expand(scope);
    const QByteArray* bytes = outgoing ? binaryIn(*outgoing) : nullptr;
    if (bytes) {
        text_->show(spaced(viewOf(*bytes), MostPreviewed));
    } else if (expanded && templates) {
        text_->show(*expanded);
    }
}

void BinaryMode::clearPreview()
{
    text_->edit().setMistake(std::nullopt);
    text_->show({});
}

QString BinaryMode::hint() const
{
    QStringList hints;
    if (inputs_->currentWidget() == text_ && way() != Hex) {
        hints += ways_->currentText();
    }
    hints += fragments_->hint();
    hints.removeAll(QString());
    return hints.join(QStringLiteral(", "));
}

void BinaryMode::setVariables(const QStringList& names)
{
    text_->edit().setVariables(names);
}

/// A file that is dropped is the one to send.
bool BinaryMode::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (type == QEvent::DragEnter || type == QEvent::DragMove || type == QEvent::Drop) {
        auto* drop = static_cast<QDropEvent*>(event);
        const QString path = draggedFile(drop->mimeData());
        if (!path.isEmpty()) {
            drop->acceptProposedAction();
            if (type == QEvent::Drop) {
                ways_->setCurrentIndex(File);
                file_->setPath(path);
            }
            return true;
        }
    }
    return ModePane::eventFilter(watched, event);
}

} // namespace framescope::ui
