using System.Text.Json.Serialization;
using AuthMethods.Methods.Policy;

namespace AuthMethods.Methods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthenticationMethod))]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(MethodConfiguration))]
internal sealed partial class MethodsJson : JsonSerializerContext;
