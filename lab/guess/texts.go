package guess

import (
	"strconv"

	"stickylab/lab/catalog"
	"stickylab/lab/frame"
)

var texts = catalog.New(catalog.Texts{
	"length":        "长度占 {0} 个字节，{1}，从每帧的偏移 {2} 起",
	"length/one":    "长度占 1 个字节，在每帧的偏移 {0}",
	"length/whole":  "，数的是整个帧",
	"length/self":   "，把自己也数在内",
	"length/behind": "，后面还有 {0} 个字节没有数在内",
	"length/less":   "，多数了 {0} 个字节",
	"big":           "大端",
	"little":        "小端",
	"frames":        "{0} 帧，正好用完全部字节。",
	"one":           "只有一帧，说明不了多少。",
	"checked":       "头尾有 {0} 个字节换成别的就切不完。",
	"chance":        "碰巧也这样的机会大约是 1/{0}。",
	"sure":          "不像是碰巧。",
	"weak":          "很可能只是碰巧。",
	"none":          "头尾没有可以核对的字节：什么样的字节都能这样切。",
	"text":          "全部是文字，最后有换行。",
	"protocol":      "每一帧都带着 {0} 的标记。",
}, catalog.Texts{
	"length":        "A length of {0} bytes, {1}, from offset {2} of each frame on",
	"length/one":    "A length of 1 byte, at offset {0} of each frame",
	"length/whole":  ", which counts the whole frame",
	"length/self":   ", which counts itself too",
	"length/behind": ", behind which {0} {0|byte is|bytes are} not counted",
	"length/less":   ", which counts {0} {0|byte|bytes} too many",
	"big":           "big endian",
	"little":        "little endian",
	"frames":        "{0} {0|frame|frames}, and no byte is left.",
	"one":           "There is only one frame, which says little.",
	"checked":       "{0} {0|byte|bytes} of headers and trailers could not be others.",
	"chance":        "By chance bytes are so in about 1 of {0} cases.",
	"sure":          "Chance is no explanation.",
	"weak":          "This may well be chance.",
	"none":          "No byte of headers or trailers can be checked: any bytes can be cut so.",
	"text":          "All of it is text that ends with a line.",
	"protocol":      "Every frame bears the marks of {0}.",
})

// Name says in "zh" or "en" what the codec is: the protocol where its marks are there,
// else what it goes by.
func (c *Candidate) Name(lang string) string {
	if c.Protocol != "" {
		return c.Protocol
	}
	if field, ok := c.Codec.(frame.LengthField); ok {
		return lengthName(lang, field)
	}
	return frame.KindOf(c.Codec).Text(lang, "name")
}

func lengthName(lang string, c frame.LengthField) string {
	name := texts.Text(lang, "length/one", c.Offset)
	if c.Length.Size > 1 {
		order := "big"
		if c.Length.Little {
			order = "little"
		}
		name = texts.Text(lang, "length", c.Length.Size, texts.Text(lang, order), c.Offset)
	}
	switch adjust := c.Adjustment; {
	case adjust == 0:
		return name
	case adjust == -(c.Offset + c.Length.Size):
		return name + texts.Text(lang, "length/whole")
	case adjust == -c.Length.Size:
		return name + texts.Text(lang, "length/self")
	case adjust > 0:
		return name + texts.Text(lang, "length/behind", adjust)
	default:
		return name + texts.Text(lang, "length/less", -adjust)
	}
}

// Reasons say in "zh" or "en" what speaks for the codec, and how much.
func (c *Candidate) Reasons(lang string) []string {
	all := []string{texts.Text(lang, "frames", c.Frames)}
	if c.Frames == 1 {
		all = append(all, texts.Text(lang, "one"))
	}
	if c.Protocol != "" {
		all = append(all, texts.Text(lang, "protocol", c.Protocol))
	}
	if c.Text {
		all = append(all, texts.Text(lang, "text"))
	}
	if c.Checked > 0 {
		all = append(all, texts.Text(lang, "checked", c.Checked))
	} else {
		all = append(all, texts.Text(lang, "none"))
	}
	switch {
	case c.Bits >= SureBits:
		return append(all, texts.Text(lang, "sure"))
	case c.Bits < weakBits:
		return append(all, texts.Text(lang, "weak"))
	}
	return append(all, texts.Text(lang, "chance", strconv.Itoa(1<<int(c.Bits))))
}

// weakBits is the evidence below which chance is as good an explanation.
const weakBits = 6
