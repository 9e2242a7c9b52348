// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/text_mode.h"

#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/expanding_edit.h"
#include "ui/composer/modes/fragment_options.h"
#include "ui/style/building_blocks.h"

namespace framescope::ui {

TextMode::TextMode(QWidget* parent)
    : ModePane(parent), text_(new ExpandingEdit), fragments_(new FragmentOptions)
{
    text_->edit().setAccessibleName(tr("Message to send"));
    text_->edit().setPlaceholderText(tr("A text message. {{ begins a template."));
    style::column(this)->addWidget(text_);
    setFocusProxy(text_);
    auto* tools = new QWidget;
    auto* row = style::row(tools, {}, 8);
    row->addWidget(fragments_);
    row->addStretch(1);
    setTools(tools);
    connect(&text_->edit(), &QPlainTextEdit::textChanged, this, &TextMode::changed);
    connect(fragments_, &FragmentOptions::changed, this, &TextMode::changed);
}

message::Draft TextMode::draft() const
{
    message::Draft draft;
    draft.content = text_->edit().message();
    fragments_->writeTo(draft);
    return draft;
}

void TextMode::setDraft(const message::Draft& draft)
{
    text_->edit().rewrite(draft.content, draft.content.size());
    fragments_->readFrom(draft);
}

void TextMode::clear()
{
    text_->edit().clear();
}

bool TextMode::isEmpty() const
{
    return text_->edit().document()->isEmpty();
}

qsizetype TextMode::weight() const
{
    return text_->edit().document()->characterCount();
}

void TextMode::preview(const Result<message::Outgoing>& /*outgoing*/,
                       const message::TemplateScope& scope)
{
    if (!text_->hasTemplates()) {
        clearPreview();
    } else if (const auto expanded = text_->expand(scope)) {
        text_->show(*expanded);
    }
}

void TextMode::clearPreview()
{
    text_->edit().setMistake(std::nullopt);
    text_->show({});
}

QString TextMode::hint() const
{
    return fragments_->hint();
}

void TextMode::setVariables(const QStringList& names)
{
    text_->edit().setVariables(names);
}

} // namespace framescope::ui
