// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/json_mode.h"

#include "base/text/qt_string.h"
#include "codec/json/json_outline.h"
#include "present/values/compact_json.h"
#include "present/values/json_layout.h"
#include "ui/composer/edit/draft_highlighter.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/expanding_edit.h"
#include "ui/composer/modes/fragment_options.h"
#include "ui/style/building_blocks.h"

#include <QToolButton>

namespace framescope::ui {

JsonMode::JsonMode(QWidget* parent)
    : ModePane(parent), text_(new ExpandingEdit), fragments_(new FragmentOptions)
{
    TemplateEdit& edit = text_->edit();
    edit.setAccessibleName(tr("JSON to send"));
    edit.setPlaceholderText(tr("{\"type\": \"hello\"}   checked while you write"));
    edit.highlighter().setSyntax(DraftHighlighter::Syntax::Json);
    style::column(this)->addWidget(text_);
    setFocusProxy(text_);
    auto* tools = new QWidget;
    auto* row = style::row(tools, {}, 8);
    row->addWidget(makeTool("jsonFormat", tr("Format"),
                            tr("One value a line; numbers, keys and their order stay"),
                            &JsonMode::format));
    row->addWidget(makeTool("jsonMinify", tr("Minify"),
                            tr("No white space; numbers, keys and their order stay"),
                            &JsonMode::minify));
    row->addWidget(fragments_);
    row->addStretch(1);
    setTools(tools);
    connect(&edit, &QPlainTextEdit::textChanged, this, &JsonMode::changed);
    connect(fragments_, &FragmentOptions::changed, this, &JsonMode::changed);
}

QToolButton* JsonMode::makeTool(const char* name, const QString& text, const QString& toolTip,
                                void (JsonMode::*run)())
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setProperty("button", true);
    button->setText(text);
    button->setToolTip(toolTip);
    connect(button, &QToolButton::clicked, this, run);
    return button;
}

message::Draft JsonMode::draft() const
{
    message::Draft draft;
    draft.kind = message::Draft::Kind::Json;
    draft.content = text_->edit().message();
    fragments_->writeTo(draft);
    return draft;
}

void JsonMode::setDraft(const message::Draft& draft)
{
    text_->edit().rewrite(draft.content, draft.content.size());
    fragments_->readFrom(draft);
}

void JsonMode::clear()
{
    text_->edit().clear();
}

bool JsonMode::isEmpty() const
{
    return text_->edit().document()->isEmpty();
}

qsizetype JsonMode::weight() const
{
    return text_->edit().document()->characterCount();
}

void JsonMode::preview(const Result<message::Outgoing>& /*outgoing*/,
                       const message::TemplateScope& scope)
{
    if (!text_->hasTemplates()) {
        text_->show({});
        check(text_->edit().message(), true);
    } else if (const auto expanded = text_->expand(scope)) {
        text_->show(*expanded);
        check(*expanded, false);
    } else {
        remark_.clear();
    }
}

void JsonMode::clearPreview()
{
    text_->edit().setMistake(std::nullopt);
    text_->show({});
    remark_.clear();
}

QString JsonMode::hint() const
{
    return fragments_->hint();
}

void JsonMode::setVariables(const QStringList& names)
{
    text_->edit().setVariables(names);
}

/// Says what is wrong with a text and where. It is marked in the editor if it is the editor's.
void JsonMode::check(const QString& text, bool mark)
{
    const QByteArray utf8 = text.toUtf8();
    const auto outline = codec::JsonOutline::parse(viewOf(utf8));
    const auto& failure = outline.failure();
    if (!failure) {
        remark_ = tr("valid JSON");
        if (mark) {
            text_->edit().setMistake(std::nullopt);
        }
        return;
    }
    remark_ = tr("Not JSON yet: %1, at line %2, column %3.")
                  .arg(QString::fromStdString(failure->what))
                  .arg(failure->line)
                  .arg(failure->column);
    if (mark) {
        const auto before = utf8.left(static_cast<qsizetype>(failure->offset));
        text_->edit().setMistake(QString::fromUtf8(before).size());
    }
}

bool JsonMode::isValid()
{
    const QByteArray utf8 = text_->edit().message().toUtf8();
    const auto outline = codec::JsonOutline::parse(viewOf(utf8));
    if (const auto& failure = outline.failure()) {
        text_->edit().setMistake(
            QString::fromUtf8(utf8.left(static_cast<qsizetype>(failure->offset))).size());
        emit refused(tr("This is not JSON: %1, at line %2, column %3.")
                         .arg(QString::fromStdString(failure->what))
                         .arg(failure->line)
                         .arg(failure->column));
        return false;
    }
    return true;
}

void JsonMode::format()
{
    if (!isValid()) {
        return;
    }
    const QString text = text_->edit().message();
    const QByteArray utf8 = text.toUtf8();
    const auto layout = present::JsonLayout::of(viewOf(utf8));
    if (!layout) {
        emit refused(tr("This is too large to be laid out: at most 1 MiB of JSON is."));
        return;
    }
    const QString before = text.left(text_->edit().textCursor().position());
    const std::size_t at = layout->layoutOf(static_cast<std::size_t>(before.toUtf8().size()));
    const std::string_view made = asText(layout->text());
    text_->edit().rewrite(toQString(made), toQString(made.substr(0, at)).size());
}

void JsonMode::minify()
{
    if (isValid()) {
        const QByteArray utf8 = text_->edit().message().toUtf8();
        const QString text = toQString(present::compactJson(viewOf(utf8)));
        text_->edit().rewrite(text, text.size());
    }
}

} // namespace framescope::ui
