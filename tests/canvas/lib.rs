//! Renders egui's output on the processor, so that pictures are the same on every machine, with or without a graphics adapter. A
//! package of its own, so that it is optimised in tests too.

#![allow(
    clippy::unwrap_used,
    reason = "a picture that cannot be written or read fails its test"
)]

use std::{
    cmp::{Ordering, Reverse},
    collections::HashMap,
    env, fs,
    io::Cursor,
    path::Path,
};

use egui::{
    ClippedPrimitive, Color32, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta,
    epaint::{Mesh, Primitive, Vertex},
    pos2,
};

/// The textures of a window, updated in every frame.
#[derive(Default)]
pub struct Textures(HashMap<TextureId, Texture>);

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
}

impl Textures {
    /// # Panics
    /// If a part of an unknown texture changes.
    pub fn update(&mut self, delta: &TexturesDelta) {
        let changes = delta.set.iter();
        for (id, change) in changes.flat_map(|(id, changes)| changes.iter().map(move |c| (id, c))) {
            let ImageData::Color(image) = &change.image;
            match change.pos {
                None => {
                    let texture = Texture {
                        size: image.size,
                        pixels: image.pixels.clone(),
                    };
                    self.0.insert(*id, texture);
                }
                Some([x, y]) => {
                    let texture = self.0.get_mut(id).unwrap();
                    for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                        let start = (y + row) * texture.size[0] + x;
                        texture.pixels[start..start + line.len()].copy_from_slice(line);
                    }
                }
            }
        }
    }
}

/// An image, row by row, with premultiplied alpha.
pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Color32>,
    scale: f32,
}

impl Canvas {
    /// Renders a window of `size` in points.
    ///
    /// # Panics
    /// If a texture is missing.
    pub fn paint(
        context: &egui::Context,
        output: &FullOutput,
        textures: &Textures,
        size: egui::Vec2,
    ) -> Self {
        let scale = output.pixels_per_point;
        let (width, height) = ((size.x * scale) as usize, (size.y * scale) as usize);
        let mut canvas = Self {
            width,
            height,
            pixels: vec![Color32::BLACK; width * height],
            scale,
        };
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in context.tessellate(output.shapes.clone(), scale)
        {
            if let Primitive::Mesh(mesh) = primitive {
                canvas.mesh(&mesh, clip_rect, &textures.0[&mesh.texture_id]);
            }
        }
        canvas
    }

    fn mesh(&mut self, mesh: &Mesh, clip: Rect, texture: &Texture) {
        let clip = clip * self.scale;
        for corners in mesh.indices.chunks(3) {
            let corners = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
            self.triangle(corners, clip, texture);
        }
    }

    fn triangle(&mut self, mut corners: [Vertex; 3], clip: Rect, texture: &Texture) {
        for corner in &mut corners {
            corner.pos = (corner.pos.to_vec2() * self.scale).to_pos2();
        }
        if area(corners[0].pos, corners[1].pos, corners[2].pos) < 0.0 {
            corners.swap(1, 2);
        }
        let whole = area(corners[0].pos, corners[1].pos, corners[2].pos);
        if whole <= 0.0 {
            return;
        }
        let frame = Rect::from_points(&corners.map(|corner| corner.pos))
            .intersect(clip)
            .intersect(Rect::from_min_max(
                Pos2::ZERO,
                pos2(self.width as f32, self.height as f32),
            ));
        for y in
            frame.top().floor() as usize..(frame.bottom().ceil().max(0.0) as usize).min(self.height)
        {
            for x in frame.left().floor() as usize
                ..(frame.right().ceil().max(0.0) as usize).min(self.width)
            {
                let point = pos2(x as f32 + 0.5, y as f32 + 0.5);
                if frame.contains(point)
                    && let Some(weights) = weights(&corners, point)
                {
                    let color = shade(&corners, weights.map(|w| w / whole), texture);
                    let pixel = &mut self.pixels[y * self.width + x];
                    *pixel = over(color, *pixel);
                }
            }
        }
    }

    /// Compares with the picture of that name in tests/snapshots. A few pixels may differ, because compilers round
    /// differently. `UPDATE_SNAPSHOTS=1` updates it.
    ///
    /// # Panics
    /// If it differs or is missing.
    pub fn check(&self, name: &str) {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../snapshots"));
        let path = folder.join(format!("{name}.png"));
        if env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&path, self.png()).unwrap();
            return;
        }
        let stored = fs::read(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
        let (width, height, stored) = pixels_of(&stored);
        let different = stored.iter().zip(&self.pixels);
        let different = different.filter(|(old, new)| {
            let mut parts = old.iter().zip(new.to_array());
            parts.any(|(old, new)| old.abs_diff(new) > 24)
        });
        let different = different.count();
        let same_size = (width, height) == (self.width, self.height);
        if !same_size || different * 2000 > self.pixels.len() {
            let seen = folder.join(format!("{name}.new.png"));
            fs::write(&seen, self.png()).unwrap();
            panic!("{different} pixels differ; see {}", seen.display());
        }
    }

    /// The picture with at most 256 colours, which is a third as large as with all of them.
    fn png(&self) -> Vec<u8> {
        let (palette, indices) = self.indexed();
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&indices).unwrap();
        writer.finish().unwrap();
        bytes
    }

    /// The palette, and the index of each pixel in it.
    fn indexed(&self) -> (Vec<[u8; 3]>, Vec<u8>) {
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in &self.pixels {
            *counts.entry(rgb(*pixel)).or_default() += 1;
        }
        let mut colors: Vec<([u8; 3], usize)> = counts.into_iter().collect();
        colors.sort_by_key(|(color, count)| (Reverse(*count), *color));
        let mut palette: Vec<[u8; 3]> = Vec::new();
        for (color, _) in &colors {
            let is_like = |other: &[u8; 3]| {
                let mut parts = color.iter().zip(other);
                parts.all(|(one, other)| one.abs_diff(*other) <= CLOSE)
            };
            let is_common = palette.len() < EXACT;
            if palette.len() < 256 && (is_common || !palette.iter().any(is_like)) {
                palette.push(*color);
            }
        }
        let nearest = |color: [u8; 3]| {
            let distance = |other: &[u8; 3]| -> u32 {
                let parts = color.iter().zip(other);
                parts
                    .map(|(one, other)| u32::from(one.abs_diff(*other)).pow(2))
                    .sum()
            };
            let places = (0..palette.len()).min_by_key(|place| distance(&palette[*place]));
            places.unwrap_or_default() as u8
        };
        let indices: HashMap<[u8; 3], u8> = colors
            .into_iter()
            .map(|(color, _)| (color, nearest(color)))
            .collect();
        let pixels = self.pixels.iter();
        let pixels = pixels.map(|pixel| indices[&rgb(*pixel)]).collect();
        (palette, pixels)
    }
}

/// Colours whose parts differ by no more than this are stored as one.
const CLOSE: u8 = 8;
/// The commonest colours, such as those of the grounds, are stored as they are.
const EXACT: usize = 24;

fn rgb(color: Color32) -> [u8; 3] {
    [color.r(), color.g(), color.b()]
}

/// Width, height and colours of a stored picture.
fn pixels_of(png: &[u8]) -> (usize, usize, Vec<[u8; 3]>) {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let samples = info.color_type.samples();
    let pixels = bytes[..info.buffer_size()].chunks(samples);
    let pixels = pixels.map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    (info.width as usize, info.height as usize, pixels.collect())
}

/// Twice the signed area of a triangle.
fn area(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Barycentric coordinates of `point`, times twice the area; None outside. A point on a shared edge belongs to one triangle.
fn weights(corners: &[Vertex; 3], point: Pos2) -> Option<[f32; 3]> {
    let mut weights = [0.0; 3];
    for i in 0..3 {
        let (from, to) = (corners[(i + 1) % 3].pos, corners[(i + 2) % 3].pos);
        let weight = area(from, to, point);
        let top_left = match to.y.total_cmp(&from.y) {
            Ordering::Less => true,
            Ordering::Equal => to.x > from.x,
            Ordering::Greater => false,
        };
        if weight < 0.0 || (weight == 0.0 && !top_left) {
            return None;
        }
        weights[i] = weight;
    }
    Some(weights)
}

fn shade(corners: &[Vertex; 3], weights: [f32; 3], texture: &Texture) -> [f32; 4] {
    let mut uv = egui::Vec2::ZERO;
    let mut color = [0.0; 4];
    for (corner, weight) in corners.iter().zip(weights) {
        uv += corner.uv.to_vec2() * weight;
        for (sum, part) in color.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(part) * weight;
        }
    }
    let at = |along: f32, length: usize| ((along * length as f32) as usize).min(length - 1);
    let (x, y) = (at(uv.x, texture.size[0]), at(uv.y, texture.size[1]));
    let texel = texture.pixels[y * texture.size[0] + x].to_array();
    std::array::from_fn(|i| color[i] * f32::from(texel[i]) / 255.0)
}

fn over(source: [f32; 4], below: Color32) -> Color32 {
    let below = below.to_array();
    let mixed: [u8; 4] = std::array::from_fn(|i| {
        (source[i] + f32::from(below[i]) * (1.0 - source[3] / 255.0)).round() as u8
    });
    Color32::from_rgba_premultiplied(mixed[0], mixed[1], mixed[2], mixed[3])
}
