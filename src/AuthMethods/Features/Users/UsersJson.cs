using System.Text.Json.Serialization;

namespace AuthMethods.Features.Users;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PasswordValidation))]
internal sealed partial class UsersJson : JsonSerializerContext;
