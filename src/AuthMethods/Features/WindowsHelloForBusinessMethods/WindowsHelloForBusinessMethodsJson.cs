using System.Text.Json.Serialization;

namespace AuthMethods.Features.WindowsHelloForBusinessMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WindowsHelloForBusinessMethod))]
internal sealed partial class WindowsHelloForBusinessMethodsJson : JsonSerializerContext;
