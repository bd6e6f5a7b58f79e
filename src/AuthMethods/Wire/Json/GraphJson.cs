using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AuthMethods.Directory;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.AuthenticationStrengths;
using AuthMethods.Features.DirectoryAudits;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.ExternalAuthenticationMethods;
using AuthMethods.Features.Fido2Methods;
using AuthMethods.Features.HardwareOathMethods;
using AuthMethods.Features.MicrosoftAuthenticatorMethods;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.Organization;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
using AuthMethods.Features.PlatformCredentialMethods;
using AuthMethods.Features.Policies;
using AuthMethods.Features.QrCodePinMethods;
using AuthMethods.Features.Registrations;
using AuthMethods.Features.Reports;
using AuthMethods.Features.RoleManagement;
using AuthMethods.Features.Roles;
using AuthMethods.Features.SoftwareOathMethods;
using AuthMethods.Features.TemporaryAccessPassMethods;
using AuthMethods.Features.Users;
using AuthMethods.Features.WindowsHelloForBusinessMethods;
using AuthMethods.Methods;
using AuthMethods.Methods.Policy;

namespace AuthMethods.Wire.Json;

/// <summary>Every type that goes over the wire.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(GraphDateTimeConverter), typeof(GraphEnumConverter)])]
[JsonSerializable(typeof(AuthenticationMethod))]
[JsonSerializable(typeof(EmailMethod))]
[JsonSerializable(typeof(ExternalMethod))]
[JsonSerializable(typeof(MicrosoftAuthenticatorMethod))]
[JsonSerializable(typeof(PasswordlessMicrosoftAuthenticatorMethod))]
[JsonSerializable(typeof(PlatformCredentialMethod))]
[JsonSerializable(typeof(SoftwareOathMethod))]
[JsonSerializable(typeof(TemporaryAccessPass))]
[JsonSerializable(typeof(WindowsHelloForBusinessMethod))]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(Fido2Method))]
[JsonSerializable(typeof(CredentialCreation))]
[JsonSerializable(typeof(HardwareOathMethod))]
[JsonSerializable(typeof(HardwareOathDevice))]
[JsonSerializable(typeof(QrCodePinMethod))]
[JsonSerializable(typeof(PasswordMethod))]
[JsonSerializable(typeof(PhoneMethod))]
[JsonSerializable(typeof(PasswordResetResponse))]
[JsonSerializable(typeof(LongRunningOperation))]
[JsonSerializable(typeof(SignInPreferences))]
[JsonSerializable(typeof(StrongAuthenticationRequirements))]
[JsonSerializable(typeof(AuthenticationContainer))]
[JsonSerializable(typeof(DirectoryObject))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ObjectIdentity[]))]
[JsonSerializable(typeof(AuthenticationMethodsPolicy))]
[JsonSerializable(typeof(AuthenticationStrengthPolicy))]
[JsonSerializable(typeof(AuthenticationStrengthRoot))]
[JsonSerializable(typeof(AuthenticationStrengthUsage))]
[JsonSerializable(typeof(AuthenticationMethodModeDetail))]
[JsonSerializable(typeof(UpdateAllowedCombinationsResult))]
[JsonSerializable(typeof(CombinationConfiguration))]
[JsonSerializable(typeof(Fido2CombinationConfiguration))]
[JsonSerializable(typeof(X509CombinationConfiguration))]
[JsonSerializable(typeof(IReadOnlyList<AuthenticationMethodModes>))]
[JsonSerializable(typeof(AppPassword))]
[JsonSerializable(typeof(MultiFactorState))]
[JsonSerializable(typeof(RegistrationResult))]
[JsonSerializable(typeof(DirectoryAudit))]
[JsonSerializable(typeof(UserRegistrationDetails))]
[JsonSerializable(typeof(UserRegistrationFeatureSummary))]
[JsonSerializable(typeof(UserRegistrationMethodSummary))]
[JsonSerializable(typeof(UserPasswordResetsAndChangesSummary))]
[JsonSerializable(typeof(MethodConfiguration))]
[JsonSerializable(typeof(Fido2Configuration))]
[JsonSerializable(typeof(MicrosoftAuthenticatorConfiguration))]
[JsonSerializable(typeof(SmsConfiguration))]
[JsonSerializable(typeof(TemporaryAccessPassConfiguration))]
[JsonSerializable(typeof(HardwareOathConfiguration))]
[JsonSerializable(typeof(SoftwareOathConfiguration))]
[JsonSerializable(typeof(VoiceConfiguration))]
[JsonSerializable(typeof(EmailConfiguration))]
[JsonSerializable(typeof(X509CertificateConfiguration))]
[JsonSerializable(typeof(VerifiableCredentialsConfiguration))]
[JsonSerializable(typeof(QRCodePinConfiguration))]
[JsonSerializable(typeof(ExternalConfiguration))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(ServicePrincipal))]
[JsonSerializable(typeof(ActivatedRole))]
[JsonSerializable(typeof(DirectoryRoleTemplate))]
[JsonSerializable(typeof(ScopedRoleMembership))]
[JsonSerializable(typeof(RoleDefinition))]
[JsonSerializable(typeof(RolePermission[]))]
[JsonSerializable(typeof(RoleAssignment))]
[JsonSerializable(typeof(Tenant))]
[JsonSerializable(typeof(Domain))]
[JsonSerializable(typeof(SubscribedSku))]
[JsonSerializable(typeof(PasswordValidation))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class GraphJson : JsonSerializerContext
{
    // Not before it is asked for: it is made of the default, which the generated half initializes.
    private static readonly Lazy<JsonSerializerOptions> V1 = new(WithoutBeta);

    /// <summary>How a version declares the types; beta declares all there is.</summary>
    public static JsonSerializerOptions Of(GraphVersion version) => version == GraphVersion.Beta ? Default.Options : V1.Value;

    private static JsonSerializerOptions WithoutBeta()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = ((IJsonTypeInfoResolver)Default).WithAddedModifier(type =>
            {
                for (var i = type.Properties.Count - 1; i >= 0; i--)
                {
                    if (type.Properties[i].Has<BetaOnlyAttribute>()) type.Properties.RemoveAt(i);
                }
            }),
        };
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>UTC with <c>Z</c>, and only as many decimals as there are.</summary>
internal sealed class GraphDateTimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[40];
        value.UtcDateTime.TryFormat(text, out var length, Format, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Enumerations are their member names in camel case, never numbers.</summary>
internal sealed class GraphEnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T> where T : struct, Enum
    {
        private readonly Dictionary<T, JsonEncodedText> _names = Enum.GetValues<T>().ToDictionary(m => m, m => JsonEncodedText.Encode(GraphEnum.Name(m)));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Enum.Parse<T>(reader.GetString()!, ignoreCase: true);

        // A set of flags is not among the members.
        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_names.TryGetValue(value, out var name) ? name : JsonEncodedText.Encode(GraphEnum.Name(value)));
    }
}
