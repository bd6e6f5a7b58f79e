using System.Text.Json.Serialization;

namespace AuthMethods.Directory;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DirectoryObject))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ObjectIdentity[]))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(ServicePrincipal))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(PasswordCredential))]
[JsonSerializable(typeof(KeyCredential))]
[JsonSerializable(typeof(ActivatedRole))]
[JsonSerializable(typeof(AdministrativeUnit))]
[JsonSerializable(typeof(ScopedRoleMembership))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
