//! The final bytes: what must not be in them, and what must hold together.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

fn text(name: &str) -> &'static str {
    let asset = web_assets::all().iter().find(|asset| asset.name == name).expect(name);
    std::str::from_utf8(asset.bytes).unwrap()
}

#[test]
fn no_mark_face_or_colour_of_government_is_served() {
    for asset in web_assets::all() {
        // The licence obliges us to name the copyright holder.
        if asset.name == "licences.txt" {
            continue;
        }
        let lower = String::from_utf8_lossy(asset.bytes).to_lowercase();
        for refused in
            ["crown", "crest", "gds transport", "font-face", "1d70b8", "1a65a6", "005ea5", "logotype", ".woff"]
        {
            assert!(!lower.contains(refused), "{} holds {refused}", asset.name);
        }
    }
}

#[test]
fn nothing_points_to_another_host_or_to_a_file_that_is_not_served() {
    let css = text("app.css");
    assert!(!css.contains("//"), "the style sheet names another host");
    assert!(!css.contains("@import"));
    let images = css.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap());
    for image in images {
        assert!(web_assets::get(image).is_some(), "{image} is asked for and not served");
    }
    for name in ["app.js", "autosave.js", "passkey.js", "session.js", "moj-alert.js", "govuk-frontend.js"] {
        let imports = text(name).split("\"./").skip(1).map(|rest| rest.split('"').next().unwrap());
        for import in imports {
            assert!(web_assets::get(import).is_some(), "{name} imports {import}, which is not served");
        }
        assert!(!text(name).contains("sourceMappingURL"));
    }
}

#[test]
fn the_scripts_use_nothing_that_the_content_policy_refuses() {
    for asset in web_assets::all().iter().filter(|asset| asset.content_type.starts_with("text/javascript")) {
        let script = std::str::from_utf8(asset.bytes).unwrap();
        for refused in ["eval(", "new Function", "document.write"] {
            assert!(!script.contains(refused), "{} uses {refused}", asset.name);
        }
    }
}

#[test]
fn every_variable_that_is_used_is_defined() {
    let css = text("app.css");
    let names = |after: &'static str| {
        css.split(after)
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>())
            .collect::<BTreeSet<_>>()
    };
    let mut defined = names("{--");
    defined.extend(names(";--"));
    let missing: Vec<_> = names("var(--").difference(&defined).cloned().collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn components_in_use_are_kept_and_the_others_are_not() {
    let css = text("app.css");
    for kept in
        [".govuk-radios__input", ".govuk-exit-this-page", ".moj-alert--warning", ".moj-timeline", ".govuk-summary-card"]
    {
        assert!(css.contains(kept), "{kept}");
    }
    for left_out in [".govuk-tabs", ".govuk-accordion", ".moj-banner", ".moj-rich-text-editor", ".govuk-header"] {
        assert!(!css.contains(left_out), "{left_out}");
    }
}

#[test]
fn a_hall_with_bad_wifi_loads_little() {
    let size = |names: &[&str]| -> usize {
        web_assets::all().iter().filter(|asset| names.contains(&asset.name)).map(|asset| asset.gzip.len()).sum()
    };
    let everything =
        size(&["app.css", "app.js", "js-enabled.js", "govuk-frontend.js", "autosave.js", "session.js", "moj-alert.js"]);
    assert!(everything < 40_000, "{everything} bytes compressed");
}

#[test]
fn the_compressed_copy_is_the_same_file() {
    for asset in web_assets::all() {
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(asset.gzip).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, asset.bytes, "{}", asset.name);
    }
}

#[test]
fn an_asset_is_found_by_its_hashed_path_and_named_by_its_plain_name() {
    let url = web_assets::url("app.css");
    let path = url.strip_prefix("/assets/").unwrap();
    let asset = web_assets::get(path).unwrap();
    assert_eq!(asset.content_type, "text/css; charset=utf-8");
    assert!(path.contains(asset.etag.trim_matches('"')), "the name and the tag say the same content");
    assert!(web_assets::get("app.css").is_none(), "an address without its hash could not be kept for a year");
    assert_eq!(web_assets::url("no-such-file.css"), "/assets/unknown");
}

#[test]
fn text_meets_the_contrast_of_wcag_2_2_aa_in_our_colours() {
    let colours = variables(text("app.css"));
    let pairs = [
        ("govuk-text-colour", "govuk-body-background-colour"),
        ("govuk-text-colour", "govuk-template-background-colour"),
        ("govuk-secondary-text-colour", "govuk-body-background-colour"),
        ("govuk-secondary-text-colour", "govuk-surface-background-colour"),
        ("govuk-link-colour", "govuk-body-background-colour"),
        ("govuk-link-colour", "govuk-surface-background-colour"),
        ("govuk-link-visited-colour", "govuk-body-background-colour"),
        ("govuk-link-hover-colour", "govuk-body-background-colour"),
        ("govuk-link-hover-colour", "house-tint-colour"),
        ("govuk-error-colour", "govuk-body-background-colour"),
        ("govuk-success-colour", "govuk-body-background-colour"),
        ("govuk-inverse-text-colour", "govuk-brand-colour"),
        ("govuk-inverse-text-colour", "govuk-success-colour"),
        ("govuk-inverse-text-colour", "house-button-colour"),
        ("govuk-inverse-text-colour", "house-button-hover-colour"),
        ("govuk-focus-text-colour", "govuk-focus-colour"),
    ];
    for (front, back) in pairs {
        let ratio = contrast(&colours[front], &colours[back]);
        assert!(ratio >= 4.5, "{front} on {back} is {ratio:.2}:1");
    }
}

fn variables(css: &str) -> BTreeMap<String, String> {
    css.split(['{', ';', '}'])
        .filter_map(|part| part.strip_prefix("--")?.split_once(':'))
        .filter(|(_, value)| value.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The contrast ratio as WCAG 2.2 defines it, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let digits: Vec<f64> = colour.trim_start_matches('#').chars().map(|c| f64::from(c.to_digit(16).unwrap())).collect();
    let channels: Vec<f64> = match digits.len() {
        3 => digits.iter().map(|digit| digit * 17.0).collect(),
        _ => digits.chunks(2).map(|pair| pair[0] * 16.0 + pair[1]).collect(),
    };
    let linear = |value: f64| {
        let value = value / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2])
}
