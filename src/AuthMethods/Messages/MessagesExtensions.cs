using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Messages;

internal static class MessagesExtensions
{
    public static void AddMessages(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<MessagesOptions>().Bind(configuration.GetSection("Messages"))
            .PostConfigure(options => options.Outbox ??= environment.IsDevelopment()).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessagesOptions>, MessagesOptionsValidator>();
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection("Smtp")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection("Webhook")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<MessageQueue>();
        services.AddScoped<OneTimeCodes>();
        services.AddSenders(configuration);
    }

    /// <summary>A mail server goes before the webhook, which gets what is left.</summary>
    private static void AddSenders(this IServiceCollection services, IConfiguration configuration)
    {
        var hasMailServer = configuration.GetSection("Smtp").GetValue<string>(nameof(SmtpOptions.Host)) is { Length: > 0 };
        var hasWebhook = configuration.GetSection("Webhook").GetValue<string>(nameof(WebhookOptions.Url)) is { Length: > 0 };
        if (hasMailServer) services.AddSingleton<IMessageSender, SmtpSender>();
        if (hasWebhook) services.AddSingleton<IMessageSender, WebhookSender>();
        if (hasMailServer || hasWebhook) services.AddHostedService<MessageDelivery>();
    }
}
