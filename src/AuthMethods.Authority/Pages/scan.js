// Browsers that read QR codes scan one with the camera, or in an image. In others the content is pasted.
const field = document.querySelector('input[name=answer]');
const scanner = document.getElementById('scanner');
const video = scanner.querySelector('video');
const image = scanner.querySelector('input');
const problem = document.getElementById('problem');

async function read(detector, source) {
  const [code] = await detector.detect(source);
  if (!code) return false;
  field.value = code.rawValue;
  field.form.requestSubmit();
  return true;
}

function fail(text) {
  problem.textContent = text;
  problem.hidden = false;
}

async function scan(detector) {
  problem.hidden = true;
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    while (!await read(detector, video)) await new Promise(requestAnimationFrame);
  } catch {
    fail('The camera cannot be used.');
  } finally {
    stream?.getTracks().forEach(track => track.stop());
    video.hidden = true;
  }
}

if ('BarcodeDetector' in window) {
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  scanner.hidden = false;
  scanner.querySelector('button').addEventListener('click', () => scan(detector));
  image.addEventListener('change', async () => {
    problem.hidden = true;
    try {
      if (await read(detector, await createImageBitmap(image.files[0]))) return;
    } catch {}
    fail('There is no QR code in the image.');
  });
}
